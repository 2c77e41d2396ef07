"""The helpdesks whose exports are known beside Zendesk. A module a product: which rows are its own, what they tell."""

from collections.abc import Mapping

from prep.ingest.helpdesks.freshdesk import FRESHDESK
from prep.ingest.helpdesks.front import FRONT
from prep.ingest.helpdesks.helpscout import HELPSCOUT
from prep.ingest.helpdesks.hubspot import HUBSPOT
from prep.ingest.helpdesks.intercom import INTERCOM
from prep.ingest.helpdesks.jira import JIRA
from prep.ingest.helpdesks.joining import read_helpdesk
from prep.ingest.helpdesks.osticket import OSTICKET
from prep.ingest.helpdesks.servicenow import SERVICENOW
from prep.ingest.helpdesks.told import Asked, Helpdesk
from prep.ingest.helpdesks.zammad import ZAMMAD

__all__ = ["HELPDESKS", "Asked", "Helpdesk", "read_helpdesk"]

HELPDESKS: Mapping[str, Helpdesk] = {
    each.name: each for each in (FRESHDESK, HELPSCOUT, FRONT, HUBSPOT, INTERCOM, JIRA, OSTICKET, SERVICENOW, ZAMMAD)
}
