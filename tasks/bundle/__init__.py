"""卷宗: a case's papers as one PDF with cover, index and page numbers, and as a package."""
