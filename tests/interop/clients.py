"""Every client that files are walked through, in the order of the report."""

from tests.interop.gettext import GETTEXT
from tests.interop.lhc_forms import LHC_FORMS
from tests.interop.libre_office import LIBRE_OFFICE
from tests.interop.medplum import MEDPLUM
from tests.interop.oasis import OASIS, OASIS_NEWER
from tests.interop.omegat import OMEGAT
from tests.interop.suites import OASIS_SUITE, TOOLKIT_SUITE
from tests.interop.translate_toolkit import TRANSLATE_TOOLKIT
from tests.interop.walk import Client

CLIENTS: dict[str, Client] = {
    "omegat": OMEGAT,
    "libreoffice": LIBRE_OFFICE,
    "gettext": GETTEXT,
    "toolkit": TRANSLATE_TOOLKIT,
    "oasis": OASIS,
    "oasis-newer": OASIS_NEWER,
    "medplum": MEDPLUM,
    "lhc-forms": LHC_FORMS,
    "oasis-suite": OASIS_SUITE,
    "toolkit-suite": TOOLKIT_SUITE,
}
"""By the name that `ONLY=` takes."""
