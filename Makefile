# Two commands: `make up` and `make test`. The rest is for whoever changes the code.
PYTHON ?= python3
BIN := .venv/bin
LOCKS := requirements.lock requirements-dev.lock
JOBS ?= 2

.PHONY: up test demo lint check docs gallery lock coverage-of-law clean
.DEFAULT_GOAL := help

help: ## 列出全部命令
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/'

up: .venv/installed ## 安装所需并启动全部，Ctrl-C 停止
	@$(BIN)/fuyuan up

demo: .venv/installed ## 演示与自检，约两分钟
	@$(BIN)/fuyuan demo

test: .venv/installed-dev ## 运行全部测试（JOBS=1 为逐个运行）
	@$(BIN)/python -m tasks.rendering.fonts --into "$${FUYUAN_FONTS:-$$HOME/.cache/fuyuan/fonts}"
	@$(BIN)/pytest -n $(JOBS) --dist loadfile $(ARGS)

lint: .venv/installed-dev ## 格式、静态检查、类型、架构契约
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: lint test ## lint 加 test

docs: .venv/installed-dev ## 由声明生成手册各页
	@$(BIN)/python docs/generate.py

gallery: .venv/installed-dev ## 按样例内容画出全部文书，放在 docs/gallery/
	@$(BIN)/python -m tasks.rendering.fonts --into "$${FUYUAN_FONTS:-$$HOME/.cache/fuyuan/fonts}"
	@FUYUAN_FONTS="$${FUYUAN_FONTS:-$$HOME/.cache/fuyuan/fonts}" $(BIN)/python docs/draw_gallery.py

coverage-of-law: .venv/installed-dev ## 153 项机制及证明它们的测试
	@$(BIN)/python tests/coverage_of_law.py

lock: ## 更新锁文件（需要 uv）
	@uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -o requirements.lock
	@uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -c requirements.lock -o requirements-dev.lock

clean: ## 删除环境与缓存，不动 data/
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.venv/installed: requirements.lock pyproject.toml tools/bootstrap.py
	@$(PYTHON) tools/bootstrap.py requirements.lock
	@touch $@

.venv/installed-dev: $(LOCKS) pyproject.toml tools/bootstrap.py
	@$(PYTHON) tools/bootstrap.py requirements-dev.lock
	@touch .venv/installed $@
