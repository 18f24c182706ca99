"""Rules about Python: each takes the source of a file and returns what is wrong with it."""

import ast

# The ways from a model into a view; everything else could show what is not the reader's.
OPEN_DOORS = {"visible_to", "none"}


# Writes nobody's word: empty answers that wait for a person's.
OF_THE_SYSTEM = {"complete_matrix"}


def unguarded_rows(source: str) -> list[str]:
    """Views reach rows through `visible_to(user)` alone, never through a bare manager or model."""
    tree = ast.parse(source)
    guarded = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in OPEN_DOORS
    }
    managers = [
        f"line {node.lineno}: {ast.unparse(node)} without visible_to"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager", "_base_manager", "everything"}
        and id(node) not in guarded
    ]
    return managers + bare_shortcuts(tree)


def bare_shortcuts(tree: ast.AST) -> list[str]:
    """`get_object_or_404(Model, ...)` asks the default manager behind our back."""
    return [
        f"line {node.lineno}: {ast.unparse(node.func)}({ast.unparse(node.args[0])}) asks every row"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"get_object_or_404", "get_list_or_404"}
        and node.args
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[:1].isupper()
    ]


def fields_by_wildcard(source: str) -> list[str]:
    """Forms and filters name their fields: a new column must not become editable by itself."""
    return [
        f"line {node.lineno}: fields = '__all__'"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and node.value.value == "__all__"
    ]


def loose_actions(source: str) -> list[str]:
    """A public action takes its arguments by name and is told who acts."""
    public = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    return [
        f"line {node.lineno}: {node.name} must take keywords only, `by` among them"
        for node in public
        if node.args.posonlyargs or node.args.args or not (node.name in OF_THE_SYSTEM or told(node))
    ]


def told(function: ast.FunctionDef) -> bool:
    """Whether the function is told who acts."""
    return any(argument.arg == "by" for argument in function.args.kwonlyargs)


def imported_modules(source: str) -> set[str]:
    """The first part of every module that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def environment_names(source: str) -> set[str]:
    """Names that a settings file reads from the environment: `env("X")`, `env.bool("X")`."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[0] == "env"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }
