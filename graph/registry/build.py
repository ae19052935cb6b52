"""Write the compact tables of this folder from a folder of reference tables.

    python graph/registry/build.py CORPUS

reads laws/registry.csv, laws/policies.csv, policy_index/documents.csv.gz, agencies.csv and regions.csv there and
writes works.csv, policies.csv, bodies.csv and divisions.csv here. programs.csv, departments.csv,
ministries.csv, institutions.csv and superiors.csv are written by hand and are left alone. Running it again writes
the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.keys import carried, fold_law, fold_number, fold_title

HERE = Path(__file__).parent
Row = dict[str, str]

WORK = [
    "type",
    "title",
    "short_names",
    "level",
    "issuer",
    "doc_number",
    "promulgated",
    "first_effective",
    "effective",
    "editions",
    "status",
    "repealed",
    "replaced_by",
    "region",
    "source",
]
DIVISION = ["code", "name", "short", "level", "parent_code", "in_use", "from_year", "to_year", "new_codes", "source"]
BODY = ["name", "short_names", "kind", "level", "successor", "source"]

# GB/T 3304-1991 names the nationalities; a division that one of them gives its name is known without it: 广西, 延边.
NATIONS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|"
    "土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
_AUTONOMOUS = re.compile(rf"^(?P<short>.{{2,}}?)(?:(?:{NATIONS})族|维吾尔|蒙古|各族)*自治[区州县旗]$")
_PLAIN = re.compile(r"^(?P<short>.{2,})(?:特别行政区|省|市|区|县|旗|盟|地区|林区|特区|行政区)$")
_CENTRAL_NUMBER = re.compile(r"^(国发|国办发|国函|国办函|中发|中办发|厅字)〔")
_CENTRAL_TITLE = re.compile(r"^(国务院|中共中央|中央办公厅|中华人民共和国)")
# 党政主要负责人履行推进法治建设第一责任人职责规定: a regulation of the Party, not a notice or an opinion.
_PARTY = re.compile(r"(?=.*(?:党|督察工作规定)).*(?:条例|准则|规定|规则|办法|细则)(?:[（(][^（）()]*[）)])?$")
_ANSWER = re.compile(r"(批复|复函|的函|的命令)$")
_HEAD = re.compile(
    r"^(?P<issuer>(?:中共中央办公厅|中共中央|国务院办公厅|国务院)(?:、?(?:中央军委|国务院办公厅|国务院))?)"
)


def read(path: Path) -> list[Row]:
    """The rows of a CSV file, gzipped or not."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return list(csv.DictReader(file))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: list[str], rows: Iterable[Row]) -> None:
    """Write a table of this folder."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        table.writeheader()
        table.writerows(rows)


def day(text: str) -> str:
    """A date as YYYY-MM-DD, YYYY-MM or YYYY, else nothing."""
    return text if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text) else ""


def short(name: str) -> str:
    """A division's name without its kind: 广东省 广东, 延边朝鲜族自治州 延边, 海珠区 海珠."""
    m = _AUTONOMOUS.match(name) or _PLAIN.match(name)
    return m["short"].removesuffix("族") if m else name


def divisions(corpus: Path) -> Iterator[Row]:
    """Administrative divisions in use and historical."""
    levels = {"prefecture": "city"}
    for row in read(corpus / "regions.csv"):
        yield row | {
            "short": short(row["name"]),
            "level": levels.get(row["level"], row["level"]),
            "in_use": "1" if row["status"] == "in_use" else "",
            "source": "GB/T 2260",
        }


class Places:
    """Finds the division that opens a title or an issuer's name."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = [row for row in rows if row["level"] != "country"]
        self.by_code = {r["code"]: r for r in sorted(rows, key=lambda r: r["in_use"])}
        self.by_name: dict[str, list[Row]] = {}
        for row in rows:
            self.by_name.setdefault(row["name"], []).append(row)

    def full(self, row: Row) -> str:
        """The division's name with those above it."""
        above = self.by_code.get(row["parent_code"])
        return (self.full(above) if above else "") + row["name"]

    def opening(self, text: str) -> str:
        """The full name of the one division whose name opens the text, or nothing."""
        for size in range(min(len(text), 15), 1, -1):
            if len(found := self.foremost(text[:size])) == 1:
                return self.full(found[0])
        return ""

    def foremost(self, name: str) -> list[Row]:
        """The divisions of this name: those in use before historical ones, the highest level before lower ones."""
        rows = self.by_name.get(name, [])
        for level in ("province", "city", "county"):
            for use in ("1", ""):
                if found := [r for r in rows if r["level"] == level and r["in_use"] == use]:
                    return found
        return []


def kept(row: Row, **values: str) -> Row:
    """The row with these values, only the columns of a work."""
    both = row | values
    return {name: both.get(name, "") for name in WORK}


def laws(corpus: Path, places: Places) -> Iterator[Row]:
    """Laws, regulations, rules and judicial interpretations; local ones with their region."""
    dates: dict[str, set[str]] = {}
    for row in read(corpus / "laws/versions.csv"):
        if day(row["version_date"]):
            dates.setdefault(row["title"], set()).add(row["version_date"])
    for row in read(corpus / "laws/registry.csv"):
        editions = {d for d in row["amended_dates"].split(";") if d} | dates.get(row["title"], set())
        editions |= {d for d in [day(row["promulgated"])] if d}
        local = row["level"] in ("地方性法规", "地方政府规章", "") and not row["title"].startswith("中华人民共和国")
        named = re.sub(r"^关于[^《]*《", "", row["title"]).removeprefix("中国（")
        region = (places.opening(named) or places.opening(row["issuer"])) if local else ""
        names = [n for n in row["short_names"].split(";") if n and fold_law(n) != fold_law(row["title"])]
        yield kept(
            row,
            type="Law",
            editions=";".join(sorted(editions)),
            repealed=row["repealed_date"],
            region=region,
            short_names=";".join(names),
        )


def policy(row: Row, **values: str) -> Row:
    """The row of a policy, the 印发 wrapper of its title peeled and kept as a short name."""
    title, names = values.pop("title", row["title"]), [n for n in row.get("short_names", "").split(";") if n]
    wrapper = carried(title)
    if wrapper:
        names = [title, *(n for n in names if fold_title(n) != fold_title(wrapper[1]))]
        title = wrapper[1]
    if _PARTY.match(title):
        values["level"] = "党内法规"
    kind = "Law" if _PARTY.match(title) else "Policy"
    return kept(row, type=kind, title=title, short_names=";".join(dict.fromkeys(names)), **values)


def flagships(corpus: Path) -> Iterator[Row]:
    """Central policy documents that are cited most."""
    for row in read(corpus / "laws/policies.csv"):
        yield policy(
            row,
            level="central",
            promulgated=day(row["date"]),
            region="",
            source=f"laws/policies.csv: {row['basis']}"[:120],
        )


def indexed(corpus: Path) -> Iterator[Row]:
    """Documents of the State Council, the Central Committee and their offices, from the index of policy documents."""
    for row in read(corpus / "policy_index/documents.csv.gz"):
        number = fold_number(row["doc_number"]) or ""
        title = re.sub(r"\s+", "", row["title"])
        head = _HEAD.match(title)
        if not (_CENTRAL_NUMBER.match(number) and _CENTRAL_TITLE.match(title) and head) or _ANSWER.search(title):
            continue
        issuer = re.sub(r"(?<=.)(国务院|中央军委)", r";\1", head["issuer"].replace("、", ""))
        status = row["status"] if row["status"] in ("repealed", "in_force") else ""
        yield policy(row, title=title, level="central") | {
            "doc_number": number,
            "issuer": issuer,
            "promulgated": day(row["issued"]),
            "region": "",
            "status": status,
            "source": row["url"] or row["source"],
        }


def policies(corpus: Path) -> Iterator[Row]:
    """Flagships first, then what the index adds: no number and no title twice, and none that is a law."""
    numbers: set[str] = set()
    titles = {fold_law(row["title"]) for row in read(corpus / "laws/registry.csv")}
    for row in (*flagships(corpus), *sorted(indexed(corpus), key=lambda r: (r["promulgated"], r["title"]))):
        number, title = fold_number(row["doc_number"]), fold_title(row["title"])
        if (number and number in numbers) or title in titles:
            continue
        numbers |= {number} if number else set()
        titles.add(title)
        yield row


def bodies(corpus: Path) -> Iterator[Row]:
    """Central bodies in being and former ones with their successors."""
    for row in read(corpus / "agencies.csv"):
        if row["kind"] != "local_form":
            yield {name: row[name] for name in BODY}


def main(corpus: Path) -> None:
    """Write all tables that a script can write."""
    rows = list(divisions(corpus))
    write("divisions.csv", DIVISION, ({name: row.get(name, "") for name in DIVISION} for row in rows))
    write("works.csv", WORK, laws(corpus, Places(rows)))
    write("policies.csv", WORK, policies(corpus))
    write("bodies.csv", BODY, bodies(corpus))


if __name__ == "__main__":
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "regions.csv").exists():
        sys.exit("usage: python graph/registry/build.py CORPUS (a folder with regions.csv, agencies.csv and laws/)")
    main(Path(sys.argv[1]))
