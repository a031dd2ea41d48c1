"""What a user can mend: the command `isnad` tells it in a sentence, without a traceback."""


class Mistake(Exception):
    """Its message says what is wrong, where, and what to do."""
