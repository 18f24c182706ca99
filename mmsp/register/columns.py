"""The shape of the repository's export: its columns, and its words for our values."""

from evaluations.models.evaluation import EvaluatorType, Level, Scope, Timing

TITLE, YEAR, AUTHOR = "Title", "Year", "Author"
LESSONS = "Best Practicesor Lessons Learnt"  # as the repository spells it
PUBLISHED_ON, DONOR = "Date of Publication", "Donor"
COMMISSIONER = "Evaluation Commissioner"
PERIOD_FROM, PERIOD_TO = "Evaluation Period From Date", "Evaluation Period To Date"
SUMMARY, LANGUAGES = "Executive Summary", "Languages"
AREAS, PROJECTS, CODES = (
    "Migration Thematic Areas", "Name of Project(s) Being Evaluated", "Project Code",
)  # fmt: skip
COUNTRIES, IS_PUBLISHED = "Countries Covered", "Report Published"
SCOPE, TIMING = "Type of Evaluation Scope", "Type of Evaluation Timing"
EVALUATOR, LEVEL = "Type of Evaluator", "Level of Evaluation"
FILES, RESPONSE, ADDED = "File URL", "Management response", "Date added"

COLUMNS = (
    TITLE, YEAR, AUTHOR, LESSONS, PUBLISHED_ON, DONOR, "Evaluation Brief", COMMISSIONER,
    "Evaluation Coverage", PERIOD_FROM, PERIOD_TO, SUMMARY, "External Version of the Report",
    LANGUAGES, AREAS, PROJECTS, "Number of Pages Excluding annexes", "Other Documents Included",
    CODES, COUNTRIES, "Regions Covered", "Relevant Crosscutting Themes", IS_PUBLISHED,
    "Terms of Reference", SCOPE, TIMING, EVALUATOR, LEVEL, "Document Subtype", FILES,
    "File description", RESPONSE, ADDED,
)  # fmt: skip

# When the entry was added, as the repository writes it after the name of the day.
ADDED_FORMAT = "%m/%d/%Y - %H:%M"

TIMINGS = {
    "Final (at the end of the project/programme)": Timing.FINAL,
    "Ex-post (after the end of the project/programme)": Timing.EX_POST,
    "Mid-term (during the project's implementation/programme)": Timing.MID_TERM,
    "Real-time (at the early stages of project/programme)": Timing.REAL_TIME,
    "Ex-ante (before the start of a project/programme)": Timing.EX_ANTE,
    "Not applicable": Timing.NOT_APPLICABLE,
}
SCOPES = {
    "Programme/Project": Scope.PROJECT,
    "Thematic": Scope.THEMATIC,
    "Strategy": Scope.STRATEGY,
    "Policy": Scope.POLICY,
    "Synthesis": Scope.SYNTHESIS,
}
EVALUATORS = {
    "External": EvaluatorType.EXTERNAL,
    "Internal": EvaluatorType.INTERNAL,
    "Mixed (Internal/OIG and external)": EvaluatorType.MIXED,
    "Joint": EvaluatorType.JOINT,
    "Central/OIO": EvaluatorType.CENTRAL,
}
LEVELS = {
    "Centralized": Level.CENTRALIZED,
    "Decentralized": Level.DECENTRALIZED,
    "Other": Level.OTHER,
}
# The languages that reports are written in here; others stay a fact of the register.
LANGUAGE_CODES = {"English": "en-gb", "French": "fr", "Chinese": "zh-hans"}

# The columns that become a field of the evaluation, by field.
FIELDS = {
    "title": TITLE,
    "report_date": PUBLISHED_ON,
    "period_from": PERIOD_FROM,
    "period_to": PERIOD_TO,
    "themes": AREAS,
    "timing": TIMING,
    "scope": SCOPE,
    "evaluator_type": EVALUATOR,
    "level": LEVEL,
    "language": LANGUAGES,
}
