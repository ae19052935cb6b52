"""policygraph: documents in, a quoted graph, questions answered, pages to look at.

`python -m policygraph --help` tells the commands. Data goes to standard output, words and progress to standard error.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from graph import engine as engines
from graph import home, lines
from graph.errors import PolicyGraphError, StoreError
from graph.export import write as write_export
from graph.library import Library
from graph.merge import merge
from graph.records import Line
from graph.store import Store, from_environment, opened
from graph.update import bring, load_lines
from loaders.account import Account
from loaders.extraction import extract as extract_lines
from loaders.extraction import registry
from viz.terminal import pairs, progress, run, sink, tell, words

__version__ = "0.1.0"
__all__ = ["Library", "Line", "Store", "bring", "extract_lines", "main", "merge", "registry"]

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
page_app = typer.Typer(no_args_is_help=True, help="Write a self-contained page.")
engine_app = typer.Typer(no_args_is_help=True, help="The embedded database engine.")
app.add_typer(page_app, name="page")
app.add_typer(engine_app, name="engine")

Paths = Annotated[list[Path], typer.Argument(help="Files and folders; folders are read whole.")]
Out = Annotated[Path | None, typer.Option("--output", "-o", help="Where to write; - or nothing is standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]
Params = Annotated[list[str] | None, typer.Option("--param", "-p", help="key=value, once for each parameter.")]
Form = Annotated[str, typer.Option("--format", "-f", help="table, csv or json.")]
Lang = Annotated[str, typer.Option(help="zh or en.", callback=lambda lang: _known(lang))]
Tables = Annotated[Path | None, typer.Option("--output", "-o", help="A folder for the tables of --calibrate.")]
PageOut = Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")]


@app.command()
def extract(paths: Paths, output: Out = None, quiet: Quiet = False) -> None:
    """Read documents and write one JSON line for each; needs no database."""
    account = Account()
    with sink(output) as out, progress(quiet) as tick:
        out.writelines(lines.write(tick(account.counted(extract_lines(paths, account.failed, overlay=overlay())))))
    tell(account)
    if account.errors and not account.documents:
        raise typer.Exit(1)


@app.command()
def load(paths: Paths, quiet: Quiet = False) -> None:
    """Read documents, keep their lines in the library, and bring the database up to it."""
    account = Account()
    with Library.open(home.folder()) as library:
        with progress(quiet) as tick:
            load_lines(library, tick(account.counted(extract_lines(paths, account.failed, overlay=overlay()))))
        tell(account)
        try:
            with opened(home.folder()) as store:
                words.print(str(bring(store, library, registry(overlay()))))
        except StoreError as error:
            raise StoreError(f"{error}; the lines are kept in the library: then run `policygraph sync`") from error
    if account.errors and not account.documents:
        raise typer.Exit(1)


@app.command()
def forget(sources: Annotated[list[str], typer.Argument(help="Sources as `ask coverage` lists them.")]) -> None:
    """Take documents out of the library and the database."""
    with Library.open(home.folder()) as library:
        unknown = [source for source in sources if not library.of_source(source)]
        gone = library.forget_sources(sources)
        with opened(home.folder()) as store:
            changes = bring(store, library, registry(overlay()))
    words.print(f"{gone} documents forgotten; {changes}")
    if unknown:
        raise PolicyGraphError(
            f"{', '.join(unknown)}: no loaded document of this source; see: policygraph ask coverage"
        )


@app.command()
def sync() -> None:
    """Make the database equal to the library; a new database is filled."""
    with Library.open(home.folder()) as library, opened(home.folder()) as store:
        words.print(str(bring(store, library, registry(overlay()), whole=True)))


@app.command()
def ask(
    name: Annotated[str | None, typer.Argument(help="The question; nothing lists them.")] = None,
    param: Params = None,
    format: Form = "table",
    lang: Lang = "zh",
    limit: Annotated[int, typer.Option(help="Rows at most.")] = 500,
) -> None:
    """Answer a named question, each row with its sentence and source."""
    from queries import catalog, runner
    from viz import tables

    own = home.user_folder("queries")
    if name is None:
        tables.show(*tables.questions(catalog.questions(own), format, lang), format)
        return
    question = catalog.one(name, own)
    with opened(home.folder()) as store:
        tables.answer(runner.ask(store, question, pairs(param), limit=limit), format, lang)


@app.command()
def cypher(
    query: Annotated[str, typer.Argument(help="One reading statement.")],
    param: Params = None,
    format: Form = "table",
    limit: Annotated[int, typer.Option(help="Rows at most.")] = 500,
) -> None:
    """Run a Cypher statement that only reads."""
    from graph import readonly
    from viz import tables

    with opened(home.folder()) as store:
        answer = readonly.run(store, query, dict(pairs(param)), max_rows=limit)
    notes = [tables.MORE["en"]] * answer.truncated + ["no rows"] * (not answer.rows)
    tables.show(answer.columns, answer.rows, format, notes=notes)


@page_app.command("reader")
def page_reader(
    source: Annotated[str, typer.Argument(help="A file, or the source of a loaded document.")],
    output: PageOut = Path("reader.html"),
    part: Annotated[int, typer.Option(help="Which document of a file with several.")] = 1,
    lang: Lang = "zh",
) -> None:
    """One document with every mention underlined and the statements of each sentence; needs no database."""
    from viz.counterparts import counterparts
    from viz.page import write
    from viz.reader import reader

    line = _line(source, part)
    with _library() as library:
        page = reader(line, counterparts(library, line), lang=lang)
    write(page, output)
    words.print(f"{output} written; open it in a browser")


@page_app.command("trace")
def page_trace(
    name: Annotated[str | None, typer.Option(help="A law, policy or program.")] = None,
    topic: Annotated[str | None, typer.Option(help="Words that the measure contains.")] = None,
    region: Annotated[str | None, typer.Option(help="A division, with those below it.")] = None,
    year: Annotated[int | None, typer.Option(help="Year of the measures.")] = None,
    output: PageOut = Path("trace.html"),
    lang: Lang = "zh",
) -> None:
    """What drives which measure: basis, work, measure, figure, each hop with its sentence; what comparison found."""
    from viz.drivers import Asked
    from viz.page import write
    from viz.trace import trace

    with opened(home.folder()) as store:
        page = trace(store, Asked(name=name, topic=topic, region=region, year=year), lang=lang)
    write(page, output)
    words.print(f"{output} written; open it in a browser")


@page_app.command("network")
def page_network(
    name: Annotated[str | None, typer.Option(help="What to look around.")] = None,
    region: Annotated[str | None, typer.Option(help="A division, with those below it.")] = None,
    limit: Annotated[int, typer.Option(help="Nodes at most.")] = 300,
    output: PageOut = Path("network.html"),
    lang: Lang = "zh",
) -> None:
    """The graph around something, or of a region, with a legend that filters and the evidence of each line."""
    from viz.network import network
    from viz.page import write

    with opened(home.folder()) as store:
        page = network(store, name=name, region=region, limit=limit, lang=lang)
    write(page, output)
    words.print(f"{output} written; open it in a browser")


@engine_app.command("start")
def engine_start(port: Annotated[int | None, typer.Option(help="A free one where not given.")] = None) -> None:
    """Start the embedded engine and keep it running."""
    found = engines.start(home.folder(), port=port)
    words.print(f"engine {found.version} answers at {found.uri}; stop it with: policygraph engine stop")


@engine_app.command("status")
def engine_status() -> None:
    """Tell whether the embedded engine runs."""
    found = engines.status(home.folder())
    words.print(f"engine {found.version} answers at {found.uri}" if found else "no engine runs")


@engine_app.command("stop")
def engine_stop() -> None:
    """Stop the embedded engine; its data stays."""
    words.print("engine stopped" if engines.stop(home.folder()) else "no engine ran")


@app.command()
def stats(
    format: Form = "table",
    lang: Lang = "zh",
    quick: Annotated[bool, typer.Option("--quick", help="Only what documents hold: nothing is merged.")] = False,
) -> None:
    """What the library holds, in documents and merged, and how well statements hold against gold; no database."""
    from viz import tables

    with (
        Library.open(home.folder()) as library,
        words.status("counting …" if quick else "merging … (not with --quick)"),
    ):
        merged = None if quick else merge(library, registry(overlay()))
        columns, rows = tables.counts(library, merged, lang)
    if format == "table":
        columns, rows = tables.counted(columns, rows, lang)
    tables.show(columns, rows, format, notes=tables.measured_on(lang), ruled=False)


@app.command()
def evaluate(
    paths: Annotated[list[Path], typer.Argument(help="Lines and a folder of gold, or two files of lines: old, new.")],
    calibrate: Annotated[bool, typer.Option("--calibrate", help="Write the measured confidence of rules.")] = False,
    output: Tables = None,
    format: Form = "table",
) -> None:
    """Score lines against gold, compare two extractions, or measure the confidence of rules; needs no database."""
    from viz import evaluation

    evaluation.evaluate(paths, format, output, calibrate=calibrate)


@app.command()
def docs(folder: Annotated[Path, typer.Argument(help="Where they go.")] = Path("docs")) -> None:
    """Write the generated pages: rules, questions, ontology."""
    from viz import handbook

    words.print(", ".join(map(str, handbook.write(folder))) + " written")


@app.command()
def export(
    kind: Annotated[str, typer.Argument(help="csv (a folder), jsonl or graphml.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write.")],
) -> None:
    """Write the merged graph; needs no database."""
    with Library.open(home.folder()) as library:
        write_export(merge(library.lines(), registry(overlay())), kind, output)
    words.print(f"{output} written")


@app.command()
def demo(
    samples: Annotated[Path, typer.Argument(help="The folder of the samples: `samples` in the project.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="A folder for the pages.")] = Path("demo"),
) -> None:
    """Load the samples, answer two questions, write the three pages."""
    if not (samples / "documents").is_dir():
        raise PolicyGraphError(f"{samples}: holds no folder `documents`; name the folder of the samples")
    shutil.copytree(samples / "registry", home.folder() / "registry", dirs_exist_ok=True)
    with contextlib.ExitStack() as stack:
        if from_environment() is None:
            stack.enter_context(engines.running(home.folder()))  # one engine for all that follows
        _shown(samples, output)


def _shown(samples: Path, output: Path) -> None:
    words.rule("load")
    load([samples / "documents"], quiet=True)
    stats()
    for name, values in (("laws_behind_measures", ["topic=复议"]), ("problems", [])):
        words.rule(f"ask {name} {' '.join(values)}")
        ask(name, param=values, limit=6)
    words.rule("pages")
    page_reader("云江市2023年法治政府建设年度报告.txt", output / "reader.html")
    page_trace(topic="复议", output=output / "trace.html")
    page_network(region="东江省云江市", output=output / "network.html")
    words.print(f"Open {output}/reader.html, {output}/trace.html and {output}/network.html in a browser.")


def _known(lang: str) -> str:
    """A language of the tables and pages; PolicyGraphError for another."""
    if lang not in ("zh", "en"):
        raise PolicyGraphError(f"--lang {lang}: use one of zh, en")
    return lang


def overlay() -> Path | None:
    """The user's own registry tables: POLICYGRAPH_REGISTRY, else `registry` in the home folder where it exists."""
    return home.user_folder("registry")


def _line(source: str, part: int) -> Line:
    """The line of a file, or of a loaded document by its source."""
    if Path(source).is_file():
        account = Account()
        found = list(extract_lines([Path(source)], account.failed, overlay=overlay()))
        if account.errors:
            raise account.errors[0]
    else:
        with Library.open(home.folder()) as library:
            found = library.of_source(source)
    chosen = next((line for line in found if line.document.part == part), None)
    if chosen is None:
        raise PolicyGraphError(
            f"{source}: no such file, and no loaded document {part} of that source; see: policygraph ask coverage"
        )
    return chosen


@contextlib.contextmanager
def _library() -> Iterator[Library | None]:
    """The library, or None where nothing was loaded yet: looking makes none."""
    if not (home.folder() / "library.sqlite").is_file():
        yield None
        return
    with Library.open(home.folder()) as library:
        yield library


def main() -> None:
    """Run the command line; a fault that the user can mend is one line on standard error and exit code 1."""
    sys.exit(run(app))


if __name__ == "__main__":
    main()
