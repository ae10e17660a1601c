"""What several commands of `fuyuan letter` are given."""

from typing import Annotated

import typer

Code = Annotated[str, typer.Argument(help="文书代码，如 receipt（手册“文书总表”列出全部）")]
OfCase = Annotated[str, typer.Option("--case", help="用一件案子的内容：案号或短码")]
