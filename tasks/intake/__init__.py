"""收件: read and check the filings that arrive, before anything is stored."""

from tasks.intake.gathering import Note, Row
from tasks.intake.office import Office
from tasks.intake.problems import (
    Duplicate,
    ExportReading,
    Problem,
    UnreadableFile,
    faults_in,
)
from tasks.intake.reading import DEFAULT_LIMITS, read_export
from tasks.intake.report import safe_cell, summary_json, summary_text, write_report_xlsx
from tasks.intake.tables import Limits

__all__ = [
    "DEFAULT_LIMITS",
    "Duplicate",
    "ExportReading",
    "Limits",
    "Note",
    "Office",
    "Problem",
    "Row",
    "UnreadableFile",
    "faults_in",
    "read_export",
    "safe_cell",
    "summary_json",
    "summary_text",
    "write_report_xlsx",
]
