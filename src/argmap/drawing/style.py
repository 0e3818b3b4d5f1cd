"""Taste, in one place: colours, sizes and the few words a picture says itself.

Colours are chosen by *role*. A role has a literal colour for paper and one for the dark,
so that a picture can carry both, and a renderer that knows no CSS still shows the first.

>>> from argmap.drawing import Style
>>> Style(card_width=340).card_width
340
"""

from collections.abc import Mapping

from attrs import field, frozen

from argmap.errors import UnknownOptionError

__all__ = ["FONTS", "PALETTE", "THEMES", "Style", "ink_on", "mixed", "words_in"]

THEMES = ("auto", "light", "dark")

FONTS = (
    "Arial, 'Liberation Sans', Arimo, Helvetica, 'Noto Sans Arabic', 'Noto Sans', "
    "'Noto Sans CJK SC', sans-serif"
)
"""The first four share their widths, so that one table of metrics serves them all."""

PALETTE: Mapping[str, tuple[str, str]] = {
    "paper": ("#FFFFFF", "#0D1117"),
    "card": ("#FFFFFF", "#0D1117"),
    "panel": ("#F6F8FA", "#161B22"),
    "ink": ("#1F2933", "#E6EDF3"),
    "muted": ("#5B6673", "#9DA9B6"),
    "rule": ("#C9D1D9", "#3D4752"),
    "empty": ("#DDE2E8", "#36404B"),
    "link": ("#6B7280", "#9AA4B2"),
    "for": ("#0072B2", "#58B4F0"),
    "against": ("#C2410C", "#FF9A5C"),
    "open": ("#6B7280", "#9AA4B2"),
    "gain": ("#117733", "#6FCF97"),
    "loss": ("#882255", "#F39AC0"),
    "tint-for": ("#F4F9FC", "#0F1D29"),
    "tint-against": ("#FEF7F3", "#261812"),
    "banner": ("#1F2933", "#2A3644"),
    "banner-ink": ("#FFFFFF", "#FFFFFF"),
    "banner-muted": ("#C9D1D9", "#C9D1D9"),
    "banner-rule": ("#5B6673", "#5B6673"),
    "banner-for": ("#7CC4F5", "#7CC4F5"),
    "banner-against": ("#FFB182", "#FFB182"),
    "added": ("#117733", "#6FCF97"),
    "removed": ("#882255", "#F29AC0"),
    "changed": ("#6B5B00", "#E3CF57"),
    "cell-accept": ("#0072B2", "#58B4F0"),
    "cell-accept-ink": ("#FFFFFF", "#0D1117"),
    "cell-leans-accept": ("#A9CFE8", "#286690"),
    "cell-leans-accept-ink": ("#0B3B5C", "#D6ECFB"),
    "cell-reject": ("#C2410C", "#FF9A5C"),
    "cell-reject-ink": ("#FFFFFF", "#0D1117"),
    "cell-leans-reject": ("#F5C3AB", "#8C4722"),
    "cell-leans-reject-ink": ("#6E2506", "#FFE3D3"),
    "cell-torn": ("#DDE2E8", "#36404B"),
    "bloc-0": ("#155E75", "#67D3EE"),
    "bloc-1": ("#3730A3", "#B4AFFA"),
    "bloc-2": ("#9D174D", "#FB8FB9"),
    "bloc-3": ("#4D4200", "#DCCB5B"),
    "bloc-4": ("#1E293B", "#CBD5E1"),
    "bloc-5": ("#6D28D9", "#A070FF"),
    "bloc-none": ("#4B5563", "#AEB8C4"),
    "tint-bloc-0": ("#DFF1F6", "#0C2B35"),
    "tint-bloc-1": ("#E7E6FA", "#1F1D48"),
    "tint-bloc-2": ("#FCE6EF", "#3F1125"),
    "tint-bloc-3": ("#F4F0D2", "#2C270A"),
    "tint-bloc-4": ("#E4E9F0", "#28323F"),
    "tint-bloc-5": ("#F0E7FD", "#210E42"),
    "tint-bloc-none": ("#F0F2F5", "#20262E"),
}
"""What each role looks like: on paper, in the dark."""

BLOC_COLOURS = 6
"""So many blocs have a colour of their own; those after them add a pattern."""

SEQUENTIAL = ("#DCEFE0", "#5FAE7B", "#0B5D3B")
DIVERGING = ("#762A83", "#F2F0F3", "#1B7837")
CATEGORIES = (
    *("#117733", "#882255", "#DDCC77", "#44AA99", "#AA4499", "#999933", "#332288", "#661100"),
)
"""Colours of painted values: none is near the blue and the orange that tell sides apart."""
KNOWN_LABELS: Mapping[str, str] = {
    **dict.fromkeys(("in", "pro", "for", "accept", "accepted", "yes", "gain"), "#117733"),
    **dict.fromkeys(("out", "con", "against", "reject", "rejected", "no", "loss"), "#882255"),
    **dict.fromkeys(("undecided", "undec", "mixed", "ambivalent", "open"), "#DDCC77"),
    **dict.fromkeys(("none", "neutral", "unknown"), "#A3A9B2"),
}
"""Labels whose colour should not depend on which comes first."""

_ENGLISH: Mapping[str, str] = {
    "question": "QUESTION",
    "motion": "MOTION",
    "positions": "POSITIONS",
    "position": "POSITION",
    "for": "FOR",
    "against": "AGAINST",
    "mixed": "MIXED",
    "open": "OPEN",
    "fact": "fact",
    "forecast": "forecast",
    "for-panel": "FOR",
    "against-panel": "AGAINST",
    "the-motion": "THE MOTION",
    "claims": "CLAIMS",
    "others": "BEARING ON OTHER POSITIONS",
    "background": "NOT TIED TO THE MOTION",
    "facts": "BACKGROUND FACTS",
    "nothing": "No argument on this side.",
    "nothing-shown": "Nothing of this side is shown.",
    "accept": "accepted by",
    "reject": "rejected by",
    "ambivalent": "of two minds",
    "neutral": "neutral",
    "gain": "said to gain",
    "loss": "said to lose",
    "mixed-stake": "gain and lose",
    "excludes": "excludes",
    "same": "same as",
    "legend-for": "speaks for the motion",
    "legend-against": "speaks against it",
    "legend-mixed": "both",
    "legend-open": "neither",
    "legend-pro": "supports",
    "legend-con": "attacks",
    "legend-undercut": "disputes a step",
    "legend-joint": "premises taken together",
    "legend-link": "excludes, no step between",
    "legend-weight": "weight, in fifths",
    "legend-accept": "accepts",
    "legend-reject": "rejects",
    "legend-ambivalent": "of two minds",
    "legend-neutral": "neutral",
    "legend-inferred": "inferred, not on record",
    "legend-voice": "voice without a stake",
    "legend-more": "so many more",
    "added": "ADDED",
    "removed": "REMOVED",
    "changed": "CHANGED",
    "legend-added": "added",
    "legend-removed": "removed",
    "legend-changed": "told otherwise",
    "on-stated": "what is said outright",
    "on-attributed": "and what is reported of others",
    "on-implied": "and what is meant, though not said",
    "on-analyst": "and what the encoder read into it",
    "rung-stated": "STATED",
    "rung-attributed": "+ ATTRIBUTED",
    "rung-implied": "+ IMPLIED",
    "rung-analyst": "+ ANALYST",
    "count-stances": "stances",
    "count-stakes": "stakes",
    "count-steps": "steps",
    "count-claims": "claims",
    "no-holder": "Nobody takes a stance on it here.",
    "adds-nothing": "adds nothing",
    "no-ladder": "There is no claim to show.",
    "legend-fresh": "first known on this rung",
    "legend-known": "known on a firmer rung",
    "legend-ghost": "not known on this rung",
    "legend-ghost-line": "step not known here",
    "legend-linked": "linked, no step between",
    "legend-accept-many": "so many accept it",
    "legend-reject-many": "so many reject it",
    "legend-ambivalent-many": "so many are of two minds",
    "legend-neutral-many": "so many are neutral",
    "legend-folded": "folded: known here, of all",
    "no-bloc": "no bloc",
    "actors": "Actors",
    "voices": "Voices",
    "nothing-held": "Nobody has a stance or a stake in this map.",
    "nobody": "Nobody holds anything on this side.",
    "mixed-panel": "BOTH FOR AND AGAINST",
    "open-panel": "NEITHER FOR NOR AGAINST",
    "fewer-holders": "more, with fewer holders",
    "legend-strength": "thicker: stronger",
    "no-stances": "Nobody has a stance in this map.",
    "nobody-speaks": "without any stance",
    "net-head": "rejects · accepts · net",
    "net-position": "Net position",
    "legend-strongly-accept": "accepts strongly",
    "legend-weakly-accept": "accepts weakly",
    "legend-strongly-reject": "rejects strongly",
    "legend-weakly-reject": "rejects weakly",
    "legend-none": "no stance",
    "legend-pale": "voices: round, paler bars",
    "painted": "Painted",
    "camps-alike": "judged alike, net",
    "camps-opposed": "judged oppositely, net",
    "camps-even": "as often alike as oppositely",
    "camps-friendly": "friendly tie",
    "camps-hostile": "hostile tie",
    "camps-other": "other tie",
    "camps-none": "No two actors judge the same claim.",
    "camps-folded": "Not in the ring, for there are too many",
    "camps-apart": "No claim in common with anybody",
    "camps-torn": "Neutral or of two minds only",
    "camps-silent": "No stance on record",
    "lattice-none": "No principal takes a side on any claim.",
    "lattice-group": "a group, with how many are in it",
    "lattice-nobody": "held together by nobody",
    "wants": "wants",
    "said-wants": "said to want",
    "rejects": "rejects",
    "said-rejects": "said to reject",
    "torn-on": "of two minds on",
    "neutral-on": "neutral on",
    "at-stake": "at stake",
    "said": "said",
    "gains": "gain",
    "loses": "lose",
    "gains-and-loses": "both",
    "in-short": "in short",
    "no-gains": "No actor has a stance on a position, or a stake in one.",
    "legend-on-record": "on record",
    "legend-said": "said by others",
    "legend-tension": "wants what it loses by, or the reverse",
    "undated": "undated",
    "no-dates": "No stance has a date.",
    "legend-span": "some time in that stretch",
    "legend-change": "changes its verdict",
    "legend-position": "a position",
}

_ARABIC: Mapping[str, str] = {
    "question": "السؤال",
    "motion": "المقترح",
    "positions": "المواقف",
    "position": "موقف",
    "for": "مؤيد",
    "against": "معارض",
    "mixed": "مختلط",
    "open": "مفتوح",
    "fact": "حقيقة",
    "forecast": "توقع",
    "for-panel": "مع",
    "against-panel": "ضد",
    "the-motion": "المقترح",
    "claims": "الأقوال",
    "others": "ما يخص مواقف أخرى",
    "background": "غير مرتبط بالمقترح",
    "facts": "حقائق عامة",
    "nothing": "لا حجة في هذا الجانب.",
    "nothing-shown": "لا يظهر شيء من هذا الجانب.",
    "accept": "يقبله",
    "reject": "يرفضه",
    "ambivalent": "متردد",
    "neutral": "محايد",
    "gain": "يقال إنه يربح",
    "loss": "يقال إنه يخسر",
    "mixed-stake": "يربح ويخسر",
    "excludes": "يستبعد",
    "same": "مثل",
    "legend-for": "مع المقترح",
    "legend-against": "ضد المقترح",
    "legend-mixed": "كلاهما",
    "legend-open": "لا هذا ولا ذاك",
    "legend-pro": "يدعم",
    "legend-con": "يهاجم",
    "legend-undercut": "ينازع خطوة",
    "legend-joint": "مقدمات مجتمعة",
    "legend-link": "يستبعد بلا خطوة",
    "legend-weight": "الوزن بالأخماس",
    "legend-accept": "يقبل",
    "legend-reject": "يرفض",
    "legend-ambivalent": "متردد",
    "legend-neutral": "محايد",
    "legend-inferred": "مستنتج غير منقول",
    "legend-voice": "صوت بلا مصلحة",
    "legend-more": "وغيرهم",
    "added": "مضاف",
    "removed": "محذوف",
    "changed": "معدّل",
    "legend-added": "مضاف",
    "legend-removed": "محذوف",
    "legend-changed": "مذكور على نحو آخر",
    "on-stated": "ما قيل صراحة",
    "on-attributed": "وما نُقل عن غير القائل",
    "on-implied": "وما يُفهم ولم يُقل",
    "on-analyst": "وما قرأه المرمّز فيه",
    "rung-stated": "مصرّح به",
    "rung-attributed": "+ منسوب",
    "rung-implied": "+ ضمني",
    "rung-analyst": "+ قراءة المحلل",
    "count-stances": "المواقف المعلنة",
    "count-stakes": "المصالح",
    "count-steps": "الخطوات",
    "count-claims": "الأقوال",
    "no-holder": "لا أحد يتخذ موقفا منه هنا.",
    "adds-nothing": "لا تضيف شيئا",
    "no-ladder": "لا قول يُعرض.",
    "legend-fresh": "يُعرف أولا على هذه الدرجة",
    "legend-known": "معروف على درجة أوثق",
    "legend-ghost": "غير معروف على هذه الدرجة",
    "legend-ghost-line": "خطوة غير معروفة هنا",
    "legend-linked": "مرتبط بلا خطوة",
    "legend-accept-many": "عدد من يقبله",
    "legend-reject-many": "عدد من يرفضه",
    "legend-ambivalent-many": "عدد المترددين",
    "legend-neutral-many": "عدد المحايدين",
    "legend-folded": "مطوي: المعروف هنا من الكل",
    "no-bloc": "بلا كتلة",
    "actors": "الأطراف",
    "voices": "الأصوات",
    "nothing-held": "لا موقف ولا مصلحة لأحد في هذه الخريطة.",
    "nobody": "لا موقف لأحد في هذا الجانب.",
    "mixed-panel": "مع وضد معًا",
    "open-panel": "لا مع ولا ضد",
    "fewer-holders": "غيرها، وأصحابها أقل",
    "legend-strength": "الأثخن أقوى",
    "no-stances": "لا موقف لأحد في هذه الخريطة.",
    "nobody-speaks": "بلا أي موقف",
    "net-head": "يرفض · يقبل · الصافي",
    "net-position": "صافي الموقف",
    "legend-strongly-accept": "يقبل بقوة",
    "legend-weakly-accept": "يقبل بضعف",
    "legend-strongly-reject": "يرفض بقوة",
    "legend-weakly-reject": "يرفض بضعف",
    "legend-none": "بلا موقف",
    "legend-pale": "الأصوات: مستديرة وأفتح",
    "painted": "التلوين",
    "camps-alike": "حكم متفق، بالصافي",
    "camps-opposed": "حكم متعارض، بالصافي",
    "camps-even": "اتفاق بقدر التعارض",
    "camps-friendly": "صلة ودية",
    "camps-hostile": "صلة عدائية",
    "camps-other": "صلة أخرى",
    "camps-none": "لا يوجد طرفان يحكمان على القول نفسه.",
    "camps-folded": "خارج الحلقة لكثرتهم",
    "camps-apart": "لا قول مشترك مع أحد",
    "camps-torn": "محايدون أو مترددون فقط",
    "camps-silent": "لا موقف مسجلًا لهم",
    "lattice-none": "لا يتخذ أي طرف رئيسي موقفًا من أي قول.",
    "lattice-group": "مجموعة وعدد أطرافها",
    "lattice-nobody": "لا يجمعها أحد",
    "wants": "يريد",
    "said-wants": "يقال إنه يريد",
    "rejects": "يرفض",
    "said-rejects": "يقال إنه يرفض",
    "torn-on": "متردد في",
    "neutral-on": "محايد في",
    "at-stake": "المصلحة",
    "said": "يقال",
    "gains": "يربح",
    "loses": "يخسر",
    "gains-and-loses": "كلاهما",
    "in-short": "باختصار",
    "no-gains": "لا موقف لأي طرف من المواقف ولا مصلحة له فيها.",
    "legend-on-record": "منقول عنه",
    "legend-said": "يقوله عنه غيره",
    "legend-tension": "يريد ما يخسر به أو يرفض ما يربح به",
    "undated": "بلا تاريخ",
    "no-dates": "لا حكم له تاريخ.",
    "legend-span": "في وقت ما من هذه المدة",
    "legend-change": "يغيّر حكمه",
    "legend-position": "من المواقف",
}

_WORDS = {"en": _ENGLISH, "ar": _ARABIC}


def words_in(language: str) -> Mapping[str, str]:
    """The fixed words of a picture in a language; English where we do not know it.

    >>> words_in("en-GB")["for"], words_in("fi")["for"]
    ('FOR', 'FOR')
    """
    return _WORDS.get(language.lower().split("-")[0], _ENGLISH)


@frozen
class Style:
    """How pictures look. Lengths are px at 96 dpi; times are seconds, memory is megabytes.

    `card_width` is chosen by the number of claims when it is not given. On the board
    replies are set in by `indent`, down to `depth` levels, and columns are counted so
    that width over height comes near `aspect`. The tree folds what is deep in maps of
    more than `fold_above` steps, and its layout may take `time_limit` and `memory_limit`.

    `palette` and `words` override single entries of the built-in ones: a colour role maps
    to a pair of colours, for paper and for the dark, each as `#RRGGBB`.

    >>> Style(palette={"for": ("#00695C", "#4DB6AC")}).colour("for")
    '#00695C'
    """

    card_width: float | None = None
    text_size: float = 14
    small_size: float = 11
    badge_size: float = 11.5
    title_size: float = 25
    gap: float = 12
    indent: float = 38
    depth: int = 4
    margin: float = 24
    aspect: float = 0.66
    fold_above: int = 60
    time_limit: float = 20
    memory_limit: float = 1024
    fonts: str = FONTS
    palette: Mapping[str, tuple[str, str]] = field(factory=dict)
    words: Mapping[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for option, given, known in (
            ("colour role", self.palette, PALETTE),
            ("word", self.words, _ENGLISH),
        ):
            for name in given:
                if name not in known:
                    raise UnknownOptionError(option, name, known)

    def colour(self, role: str, *, dark: bool = False) -> str:
        """The literal colour of a role; a literal colour stands for itself."""
        if role.startswith("#"):
            return role
        return (self.palette.get(role) or PALETTE[role])[dark]

    def word(self, key: str, language: str = "en") -> str:
        """A fixed word of the picture, in the map's language where we know it."""
        return self.words.get(key) or words_in(language)[key]


def mixed(stops: tuple[str, ...], share: float) -> str:
    """The colour at a share (0..1) of the way along some colours.

    >>> mixed(("#000000", "#FFFFFF"), 0.5)
    '#808080'
    """
    at = max(0.0, min(1.0, share)) * (len(stops) - 1)
    first = min(int(at), len(stops) - 2)
    pairs = zip(_channels(stops[first]), _channels(stops[first + 1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * (at - first)):02X}" for a, b in pairs)


def ink_on(colour: str) -> str:
    """Black or white, whichever is easier to read on a colour (WCAG 2 contrast).

    >>> ink_on("#DCEFE0"), ink_on("#0B5D3B")
    ('#1F2933', '#FFFFFF')
    """
    light = luminance(colour)
    dark_contrast = (light + 0.05) / (luminance("#1F2933") + 0.05)
    return "#1F2933" if dark_contrast >= 1.05 / (light + 0.05) else "#FFFFFF"


def luminance(colour: str) -> float:
    """Relative luminance of a colour, 0 for black to 1 for white (WCAG 2)."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
