/**
 * Puts a text on the clipboard, under a click. A portal delegates no clipboard permission to its frames, so that
 * `navigator.clipboard` rejects there; the old command, which copies a selection, still works.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelection(text)
  }
}

function copySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'fixed top-0 opacity-0'
  // Inside the open dialog, if there is one: it would not let the focus go elsewhere.
  const active = document.activeElement
  const host = active?.closest('[role="dialog"]') ?? document.body
  host.append(field)
  field.select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies without a permission
  const copied = document.execCommand('copy')
  field.remove()
  if (active instanceof HTMLElement) active.focus()
  return copied
}
