/**
 * Puts a text on the clipboard, in a frame that has no permission for it: the old command asks for none, within a
 * person's click. Says whether it worked.
 */
export function copyText(text: string): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.setAttribute('aria-hidden', 'true')
  field.style.cssText = 'position: fixed; inset-block-start: 0; opacity: 0; pointer-events: none'
  document.body.append(field)
  field.select()
  try {
    // Deprecated, and without a successor that works where `clipboard-write` is not delegated to the frame.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
