import time

from toolkit import progress
from toolkit.progress import step


def test_a_step_that_lasts_says_one_plain_line_where_there_is_no_terminal(monkeypatch, capsys):
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    with step("words of 3 articles"):
        time.sleep(0.03)
    assert capsys.readouterr().err == "words of 3 articles: 0 s\n"


def test_a_terminal_sees_the_step_while_it_lasts(monkeypatch, capsys):
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with step("names"):
        time.sleep(0.1)
    assert capsys.readouterr().err.startswith("\rnames … 0 s")


def test_quick_steps_and_unwanted_ones_are_silent(monkeypatch, capsys):
    with step("words"):
        pass
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setenv("ISNAD_PROGRESS", "off")
    with step("words"):
        pass
    assert capsys.readouterr().err == ""
