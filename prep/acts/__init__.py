"""What each sentence of a helpdesk conversation does. Rules over wording, one file for each side."""

from prep.acts.agents import (
    AgentAct,
    agent_act,
    asks_account,
    asks_errand,
    asks_identity,
    failed_call_end,
    hedge_end,
    invites_question,
    is_correction,
    lead_in_end,
)
from prep.acts.customers import CustomerAct, customer_act, is_identity_reply, is_thanks, on_behalf_end
from prep.acts.shared import is_question, states_values

__all__ = [
    "AgentAct",
    "CustomerAct",
    "agent_act",
    "asks_account",
    "asks_errand",
    "asks_identity",
    "customer_act",
    "failed_call_end",
    "hedge_end",
    "invites_question",
    "is_correction",
    "is_identity_reply",
    "is_question",
    "is_thanks",
    "lead_in_end",
    "on_behalf_end",
    "states_values",
]
