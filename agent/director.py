"""The director: one agent, its instructions with the current state, its explicit list of tools."""

from pathlib import Path

from agents import Agent, RunContextWrapper

from agent.brains import Brain
from tools.animate_shots import animate_shots_step, show_clips_step
from tools.choose_version import list_versions_step, name_version_step, start_variant_step
from tools.context import Desk
from tools.decide_uncertain import decide_uncertain_step
from tools.find_cheaper import find_cheaper_step
from tools.manage_brands import list_brands_step, remove_brand_step, set_brand_kit_step
from tools.manage_projects import (
    delete_project_step,
    duplicate_project_step,
    list_projects_step,
    open_project_step,
    rename_project_step,
)
from tools.plan_film import plan_film_step
from tools.quote_film import quote_film_step
from tools.read_product_page import choose_picture_step, read_product_page_step
from tools.render_film import check_progress_step, render_film_step, stop_render_step
from tools.report_content import report_content_step
from tools.revise_storyboard import (
    go_to_version_step,
    redo_step,
    revise_step,
    start_again_step,
    undo_step,
)
from tools.show_state import NEEDLESS
from tools.update_brief import update_brief_step
from tools.write_film import write_film_step
from tools.write_storyboard import show_storyboard_step, write_storyboard_step

INSTRUCTIONS = (Path(__file__).parent / "instructions.md").read_text()

STEPS = (
    update_brief_step,
    read_product_page_step,
    choose_picture_step,
    write_storyboard_step,
    plan_film_step,
    write_film_step,
    show_storyboard_step,
    quote_film_step,
    animate_shots_step,
    show_clips_step,
    render_film_step,
    revise_step,
    undo_step,
    redo_step,
    find_cheaper_step,
    report_content_step,
    list_versions_step,
    go_to_version_step,
    name_version_step,
    start_variant_step,
    list_brands_step,
    set_brand_kit_step,
    remove_brand_step,
    check_progress_step,
    stop_render_step,
    decide_uncertain_step,
    start_again_step,
    list_projects_step,
    open_project_step,
    rename_project_step,
    duplicate_project_step,
    delete_project_step,
)


def director(brain: Brain) -> Agent[Desk]:
    """The agent that leads a conversation."""

    def instructions(ctx: RunContextWrapper[Desk], agent: Agent[Desk]) -> str:
        """The instructions and the state, rendered anew before each call of the model."""
        state = ctx.context.state
        told = state.model_dump_json(exclude=NEEDLESS if brain.served else None)
        question = state.next_question or "none, the brief is complete"
        asked = f"next_question: {'what `film` lacks' if state.film else question}"
        return f"{INSTRUCTIONS}\n{asked}\n```json state\n{told}\n```"

    return Agent(
        name="director", instructions=instructions, tools=list(STEPS), model=brain.model,
        model_settings=brain.settings,
    )
