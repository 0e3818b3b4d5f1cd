"""Argumentation theory on bare frameworks: ids and relations, and no map in sight.

>>> from argmap.semantics import Framework, grounded
>>> grounded(Framework("abc", [("a", "b"), ("b", "c")])).extension
('a', 'c')
>>> from argmap.semantics import BipolarFramework, strengths
>>> said = BipolarFramework({"a": 0.8, "b": 0.5}, attacks=[("a", "b")])
>>> round(strengths(said)["b"], 6)
0.304878
"""

from argmap.semantics.attribution import (
    Attribution,
    GradientError,
    ShapleyValues,
    gradient,
    intrinsic_removal,
    removal,
    shapley,
    shapley_values,
)
from argmap.semantics.bipolar import JOINTS, BipolarFramework, Joint, Relation
from argmap.semantics.certificates import Acceptance, Certificate, CertificateError, Verification
from argmap.semantics.dung import (
    SEMANTICS,
    Semantics,
    credulous,
    extension,
    extensions,
    grounded,
    skeptical,
    statuses,
)
from argmap.semantics.extensions import Axis, Extensions
from argmap.semantics.framework import Framework
from argmap.semantics.gradual import (
    GRADUAL_SEMANTICS,
    GradualSemantics,
    NotConverged,
    Strengths,
    UnsuitableSemanticsError,
    WorldStrengths,
    modular,
    social_weight,
    strengths,
    strengths_across,
)
from argmap.semantics.labelling import Label, Labelling, Status, Statuses
from argmap.semantics.solving import LimitReachedError, NoExtensionError, Progress
from argmap.semantics.standards import (
    STANDARDS,
    WEIGHINGS,
    Issue,
    Proof,
    Standard,
    Step,
    StepGraph,
    Weighing,
    proved,
)
from argmap.semantics.valued import (
    Audiences,
    ValuedAcceptance,
    ValuedFramework,
    audiences,
    objectively,
    standing,
    subjectively,
)
from argmap.semantics.worlds import WORLD_LABELS, WorldLabel, WorldLabels, labels_across

__all__ = [
    "GRADUAL_SEMANTICS",
    "JOINTS",
    "SEMANTICS",
    "STANDARDS",
    "WEIGHINGS",
    "WORLD_LABELS",
    "Acceptance",
    "Attribution",
    "Audiences",
    "Axis",
    "BipolarFramework",
    "Certificate",
    "CertificateError",
    "Extensions",
    "Framework",
    "GradientError",
    "GradualSemantics",
    "Issue",
    "Joint",
    "Label",
    "Labelling",
    "LimitReachedError",
    "NoExtensionError",
    "NotConverged",
    "Progress",
    "Proof",
    "Relation",
    "Semantics",
    "ShapleyValues",
    "Standard",
    "Status",
    "Statuses",
    "Step",
    "StepGraph",
    "Strengths",
    "UnsuitableSemanticsError",
    "ValuedAcceptance",
    "ValuedFramework",
    "Verification",
    "Weighing",
    "WorldLabel",
    "WorldLabels",
    "WorldStrengths",
    "audiences",
    "credulous",
    "extension",
    "extensions",
    "gradient",
    "grounded",
    "intrinsic_removal",
    "labels_across",
    "modular",
    "objectively",
    "proved",
    "removal",
    "shapley",
    "shapley_values",
    "skeptical",
    "social_weight",
    "standing",
    "statuses",
    "strengths",
    "strengths_across",
    "subjectively",
]
