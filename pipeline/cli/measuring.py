"""The command `evaluate`: how far extraction can be trusted, on labelled documents."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from pipeline.cli.options import WORKERS, say

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.argument("gold_dir", type=_FOLDER)
@click.option("--part", type=click.Choice(("training", "test")), help="Only this part of the folder [default: all].")
@click.option("--by", type=click.Choice(("page_kind", "regime", "tags", "rule")), help="Add the scores of each of these.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures and differences as one JSON object.")
@click.option("--record", is_flag=True, help="Keep the outcomes as the run that later ones are compared with.")
@click.option("--write-precision", is_flag=True, help="Keep each rule's measured precision for the confidence of records.")
@click.option("--quality", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the scores into this page.")
@WORKERS
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold_dir: Path,
    part: Literal["training", "test"] | None,
    by: str | None,
    as_json: bool,
    record: bool,
    write_precision: bool,
    quality: Path | None,
    workers: int | None,
) -> None:
    """Score extraction on the labelled documents of GOLD_DIR (documents, and gold/<stem>.json with their true answers).

    Each record that was gained or lost against the last recorded run is named. A folder may set a test part aside in gold.toml: its
    scores are told, its single errors are not.

    \b
    Examples:
      ofsted-minutes evaluate data/raw/sample
      ofsted-minutes evaluate tests/gold --part test --by regime
      ofsted-minutes evaluate tests/gold --record --write-precision --quality docs/quality.md
    """
    import json

    from pipeline import evaluate as evaluation
    from pipeline.last_run import compare_with_last_run, write_last_run
    from pipeline.quality import quality_lines, write_part

    if by == "tags" and part == "test":
        raise click.UsageError("--by tags is for the training part: many a tag stands for one document, whose errors it would tell")
    result = evaluation.evaluate(gold_dir, workers=workers)
    for line in result.unread:
        say(line)
    changes = compare_with_last_run(result)
    if as_json:
        print(json.dumps(evaluation.as_json(result, part) | {"changes": changes}, ensure_ascii=False))
    else:
        print("\n".join(evaluation.report_lines(result, part, by)))
        if changes:
            print("\nagainst the last recorded run:", *changes, sep="\n")
    if record:
        write_last_run(result)
    if write_precision:
        evaluation.write_precision(result.scores())
    if quality is not None:
        write_part(quality, "scores", quality_lines(result))
    ctx.exit(1 if result.unread else 0)
