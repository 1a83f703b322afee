"""Why a model gave no usable answer.

ModelError 503
├── ModelUnavailable       no answer is to be had now: unreachable, failing, or resting after a failure
│   ├── ModelBusy          it asked for patience (429); `retry_after_s` says how long
│   ├── ModelTimeout       the deadline passed
│   └── ModelMisconfigured key, model name, address or package is wrong: asking again will not help
├── ModelSpent             the call was not made: the budget does not cover it
└── ModelNonsense          it answered, but not what was asked for: broken JSON, wrong shape, cut off, refused
"""

from parley.core.errors import Unavailable
from parley.llm.schemas import Spent


class ModelError(Unavailable):
    """No usable answer. `spent` is what the attempts cost all the same."""

    title = "Model unavailable"

    def __init__(self, detail: str, *, spent: Spent | None = None) -> None:
        super().__init__(detail)
        self.spent = spent or Spent()


class ModelUnavailable(ModelError):
    """The model cannot be reached, fails, or is given a rest."""


class ModelBusy(ModelUnavailable):
    """The provider limits the rate."""

    def __init__(self, detail: str, *, retry_after_s: float | None = None, spent: Spent | None = None) -> None:
        super().__init__(detail, spent=spent)
        self.wait_s = retry_after_s


class ModelTimeout(ModelUnavailable):
    """The deadline of the call passed."""


class ModelMisconfigured(ModelUnavailable):
    """Something an operator has to mend."""


class ModelSpent(ModelError):
    """What is left of a budget does not cover the call, so it was not made."""


class ModelNonsense(ModelError):
    """The answer is of no use. `text` is its beginning, for a repair request; `complaint` says what is wrong."""

    def __init__(self, complaint: str, *, text: str = "", spent: Spent | None = None) -> None:
        super().__init__("The model's answer could not be read.", spent=spent)
        self.complaint = complaint
        self.text = text
