/**
 * Puts a text on the clipboard, under a click. A portal delegates no clipboard permission to its frames, so that
 * `navigator.clipboard` is refused there; the old command, which copies a selection, still works. It comes first,
 * since a refusal is also written to the console.
 */
export async function copyText(text: string): Promise<boolean> {
  if (copySelection(text)) return true
  if (window.parent !== window) return false
  return navigator.clipboard.writeText(text).then(() => true, () => false)
}

function copySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'fixed top-0 opacity-0'
  const active = document.activeElement
  // Inside the open dialog, if there is one: it lets the focus go nowhere else.
  const host = active?.closest('[role="dialog"]') ?? document.body
  host.append(field)
  field.select()
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else copies without a permission
  const copied = document.execCommand('copy')
  field.remove()
  if (active instanceof HTMLElement) active.focus()
  return copied
}
