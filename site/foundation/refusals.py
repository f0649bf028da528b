"""Refuse what editors ask for, whatever door they ask at."""


class RefusedError(Exception):
    """Nothing was done. Its text tells the editor why; `page_id` is where she can do something about it.

    Raised where a thing is stored, so that no door can forget to ask; `website.middleware.RefusalsMiddleware` tells it.
    """

    def __init__(self, sentence: str, page_id: int | None = None) -> None:
        super().__init__(sentence)
        self.page_id = page_id
