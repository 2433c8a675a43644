"""Before words go to a provider: our rules when quoting, OpenAI's moderation before a yes counts.

Only what somebody else is told is looked at; the studio and the house are this machine. What was
found, and by whom, is written to the audit log. Moderation that cannot be reached holds nobody up,
and that too is written down.
"""

import asyncio

from storage.audit import Audit
from storage.errors import BadInput, BadKey, NotAllowed, ProviderBusy
from storage.records import Brief, Quote, QuoteLine
from storage.settings import Settings
from tools.pipeline.never import first_word
from tools.pipeline.prompt_rules import rules_of
from tools.providers.catalog import Catalog
from tools.providers.moderation import MODEL, Moderation

WITHIN = 15.0                            # seconds that a yes waits for moderation


class PromptCheck:
    """Checks the prompts of quotes."""

    def __init__(self, settings: Settings, catalog: Catalog, audit: Audit) -> None:
        self._path, self._catalog, self._audit = settings.prompt_rules, catalog, audit
        self._moderation = Moderation() if settings.moderation else None

    def by_rules(self, quote: Quote, brief: Brief) -> Quote:
        """The quote, its lines marked with what should be known of their words.

        The product's own name may be what it is. Raises BadInput naming part and word.
        """
        rules, lines = rules_of(self._path), []
        for line in quote.lines:
            hint = ""
            for rule in rules if self._is_told(line) else ():
                word = first_word(line.prompt, rule.words, apart_from=brief.name)
                if word and rule.refuse:
                    raise BadInput(
                        f"{line.label} is described with “{word}”: {rule.why} is not sent to "
                        "anybody.", "Describe it in other words.")
                hint = hint or word
            lines.append(line.model_copy(update={"hint": hint}) if hint else line)
        return quote.model_copy(update={"lines": tuple(lines)})

    async def by_moderation(self, quote: Quote, by: str) -> None:
        """Ask about all that is told for this quote, and write down what was found.

        Raises NotAllowed, naming the parts, where something is flagged.
        """
        told = [line for line in quote.made if self._is_told(line)]
        if not told:
            return
        checker, found = "rules", [""] * len(told)
        if self._moderation is not None and self._moderation.at_hand:
            try:
                async with asyncio.timeout(WITHIN):
                    flags = await self._moderation.flags([line.prompt for line in told])
                checker, found = MODEL, [", ".join(one) for one in flags]
            except TimeoutError:
                found = [f"OpenAI's moderation did not answer within {WITHIN:g} s"] * len(told)
            except (ProviderBusy, BadKey) as exc:
                found = [f"not moderated: {exc}"] * len(told)
        self._audit.checked(quote, {
            line.fingerprint: problem for line, problem in zip(told, found, strict=True)
        }, checker, by)
        flagged = [f"{line.label} ({problem})"
                   for line, problem in zip(told, found, strict=True) if problem]
        if flagged and checker == MODEL:
            raise NotAllowed(
                f"OpenAI's moderation flags {', '.join(flagged)}. Nothing was bought.",
                "Describe it in other words.")

    def _is_told(self, line: QuoteLine) -> bool:
        here = self._catalog.capability(line.kind, line.model).here
        return bool(line.prompt) and not line.reused and not here
