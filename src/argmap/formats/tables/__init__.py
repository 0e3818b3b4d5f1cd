"""Tables of stances: who holds what, in rows, as CSV, TSV, Excel, parquet or a dataframe.

A *long* table has a stance in each row: an actor, a claim and a verdict, and as much besides
as columns say, such as date, source, locator and the chain of voices (`author > reuters`,
outermost first). A *wide* one has an actor in each row and a claim in each column, with a
verdict where they meet. Columns are told by their usual names (`NAMES`) and verdicts by the
usual words (`WORDS`); `read_table` can be told others, and a scale for numbers.

- An actor, a claim or a source is one record however often it is named, and its id is made
  from its text. Who only passes statements on is a voice.
- Several stances of an actor on a claim are kept, for they are statements of their own.
- An empty cell of a wide table is silence, and makes no stance. In a long table it is a fault.
- Columns that are not understood stay in the `extra` of each stance, and are told as losses.
- The event list that DNA exports (`statement ID`, `document title`, …) is known as such.
- A cell is data. One that begins with `=` in a text is that text; in a workbook it is the
  value that was stored with the formula.

>>> map = loads('''actor,claim,agreement,source,locator,via
... Washington,A quick exit leaves a gap.,yes,The withdrawal question,¶8,The author > Reuters
... Baghdad,US forces leave Iraq.,yes,The withdrawal question,¶5,
... ''')
>>> map
<ArgumentMap 'Who holds what?' with 2 claims, 4 actors, 2 stances, 1 source>
>>> map.stances[0].via, map.stances[0].citations
(('author', 'reuters'), (Citation(source='withdrawal-question', locator='¶8'),))
"""

from argmap.formats.tables.columns import NAMES
from argmap.formats.tables.reading import (
    loads,
    loads_with_losses,
    read_table,
    read_table_with_losses,
    read_with_losses,
    recognised,
)
from argmap.formats.tables.verdicts import WORDS

__all__ = [
    "NAMES",
    "WORDS",
    "loads",
    "loads_with_losses",
    "read_table",
    "read_table_with_losses",
    "read_with_losses",
    "recognised",
]
