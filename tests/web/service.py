"""A service with every address, for looking at its routes alone."""

from fastapi import FastAPI

from app.main import create_app
from app.web.midwife import stored_plans
from app.workflow.open_database import open_database
from tests.web.roles import lines


def service() -> FastAPI:
    """A service with every address, those of stored plans too; for looking at its routes alone."""
    app = create_app(open_database("sqlite://"))
    known = {line.path for line in lines(app)}
    if stored_plans.router.prefix not in known:
        app.include_router(stored_plans.router, include_in_schema=False)
    return app
