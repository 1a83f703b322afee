"""Why a model gave no usable answer.

ModelError 503
├── ModelUnavailable       no answer is to be had now: unreachable, failing, or resting after a failure; `wait_s` says
│   │                      how long the server asked to be left alone, `retry_after_s` what our client is told
│   ├── ModelBusy          it limits the rate (429)
│   ├── ModelTimeout       the deadline passed
│   └── ModelMisconfigured key, model name, address or package is wrong: asking again will not help
│       └── ModelRefused   this request is what the server will not take; another may be
├── ModelInterrupted       it failed after its first words were heard: what was heard is all there will be
├── ModelSpent             the call was not made: the budget does not cover it
└── ModelNonsense          it answered, but not what was asked for: broken JSON, wrong shape, cut off, refused
"""

import math

from parley.core.errors import Unavailable
from parley.llm.schemas import Spent

_LONGEST_WAIT_S = 600


class ModelError(Unavailable):
    """No usable answer. `spent` is what the attempts cost all the same."""

    title = "Model unavailable"

    def __init__(self, detail: str, *, spent: Spent | None = None) -> None:
        super().__init__(detail)
        self.spent = spent or Spent()


class ModelUnavailable(ModelError):
    """The model cannot be reached, fails, or is given a rest."""

    def __init__(self, detail: str, *, retry_after_s: float | None = None, spent: Spent | None = None) -> None:
        super().__init__(detail, spent=spent)
        self.wait_s = retry_after_s
        if retry_after_s is not None:
            self.retry_after_s = max(1, math.ceil(min(retry_after_s, _LONGEST_WAIT_S)))


class ModelBusy(ModelUnavailable):
    """The provider limits the rate."""


class ModelTimeout(ModelUnavailable):
    """The deadline of the call passed."""


class ModelMisconfigured(ModelUnavailable):
    """Something an operator has to mend."""


class ModelRefused(ModelMisconfigured):
    """The server takes requests, but not this one: too long, or asking for what the model lacks."""


class ModelInterrupted(ModelError):
    """The model failed in the middle of its words; whoever heard them has all that there is."""


class ModelSpent(ModelError):
    """What is left of a budget does not cover the call, so it was not made."""


class ModelNonsense(ModelError):
    """The answer is of no use. `text` is its beginning, for a repair request; `complaint` says what is wrong."""

    def __init__(self, complaint: str, *, text: str = "", spent: Spent | None = None) -> None:
        super().__init__("The model's answer could not be read.", spent=spent)
        self.complaint = complaint
        self.text = text
