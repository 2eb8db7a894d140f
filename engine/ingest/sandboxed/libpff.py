"""What libpff knows and its Python module does not show: messages in attachments, and the parts of unusual items.

Specification: libpff.h (Joachim Metz). The library's own functions are called by name on the pointer that every object
of the module holds; where a build hides them, the module's own answers have to do. Failures are `OSError`.
"""

import ctypes
from typing import Any

import pypff

_library = ctypes.PyDLL(pypff.__file__)


def embedded(attachment: Any) -> Any:
    """The message that an attachment is."""
    return _opened("libpff_attachment_get_item", attachment, pypff.message)


def recipients(message: Any) -> Any:
    """Whom a message went to; None if it says nothing about it."""
    if isinstance(message, pypff.message):
        return message.recipients
    try:
        return _opened("libpff_message_get_recipients", message, pypff.recipients)
    except OSError:
        return None


def number_of_attachments(message: Any) -> int:
    """How many attachments an item has."""
    if isinstance(message, pypff.message):
        return message.number_of_attachments
    count = ctypes.c_int()
    _call("libpff_message_get_number_of_attachments", message, ctypes.byref(count))
    return count.value


def attachment(message: Any, index: int) -> Any:
    """The attachment with this number, from 0."""
    if isinstance(message, pypff.message):
        return message.get_attachment(index)
    return _opened("libpff_message_get_attachment", message, pypff.attachment, ctypes.c_int(index))


def _opened(name: str, holder: Any, kind: type, *arguments: Any) -> Any:
    """The object that a function of the library gives for `holder`, as the module shows it."""
    found = ctypes.c_void_p()
    _call(name, holder, *arguments, ctypes.byref(found))
    make = _library.pypff_item_new
    make.restype, make.argtypes = ctypes.py_object, [ctypes.py_object, ctypes.c_void_p, ctypes.py_object]
    item = make(kind, found, holder)
    if not item.number_of_record_sets:
        raise OSError(name)
    return item


def _call(name: str, holder: Any, *arguments: Any) -> None:
    pointer = ctypes.c_void_p.from_address(id(holder) + object.__basicsize__)
    try:
        function = getattr(_library, name)
    except AttributeError as error:
        raise OSError(name) from error
    if function(pointer, *arguments, ctypes.byref(ctypes.c_void_p())) != 1:
        raise OSError(name)
