"""The terminal: where data goes, words and progress on standard error, and faults in one line."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from graph.errors import PolicyGraphError
from graph.records import Line
from loaders.account import Account

Tick = Callable[[Iterable[Line]], Iterator[Line]]
words = Console(stderr=True, highlight=False, soft_wrap=True)


def pairs(params: Sequence[str] | None) -> dict[str, str]:
    """The values of `--param key=value` by key."""
    found = [param.partition("=") for param in params or []]
    for key, mark, _ in found:
        if not mark:
            raise PolicyGraphError(f"--param {key}: write it as key=value")
    return {key.strip(): value.strip() for key, _, value in found}


@contextlib.contextmanager
def sink(output: Path | None) -> Iterator[TextIO]:
    """Where text is written: a file, or standard output."""
    if output is None or str(output) == "-":
        yield sys.stdout
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("w", encoding="utf-8", newline="\n") as file:
            yield file
    except OSError as error:
        raise PolicyGraphError(
            f"{output}: cannot be written ({error.strerror}); choose another place with -o"
        ) from error


@contextlib.contextmanager
def progress(quiet: bool) -> Iterator[Tick]:
    """A way to pass lines that tells how many have passed."""
    if quiet:
        yield iter
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} documents {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=words, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tick(found: Iterable[Line]) -> Iterator[Line]:
            for line in found:
                bar.update(task, advance=1, description=line.document.source)
                yield line

        yield tick


def fault(told: object) -> None:
    """Print a fault that the user can mend."""
    words.print(f"policygraph: {told}", style="red")


def tell(account: Account) -> None:
    """Print what became of the documents of a run."""
    for error in account.errors:
        fault(error)
    words.print(account.summary())


def run(app: Callable[[], object]) -> int:
    """Run a command line; its exit code, with a fault that the user can mend told in one line."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except PolicyGraphError as error:
        fault(error)
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left, as `head` does
    except OSError as error:
        fault(f"{error.filename or 'standard output'}: {error.strerror}; make room or choose another place")
        with contextlib.suppress(OSError):
            sys.stdout.close()  # else Python would try once more to write what is left, and complain
        return 1
    return 0
