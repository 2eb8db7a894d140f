"""The one kind of error that a person can mend."""


class ActionableError(Exception):
    """An error shown as one sentence in the person's language.

    `key` names a sentence in `data/strings/*.yaml` (always under ``error.``); `params` fill its placeholders and
    never hold personal data, because the text of an exception may reach a log.
    """

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    def __str__(self) -> str:
        return f"{self.key} {self.params}" if self.params else self.key
