/** What a key asks for in the list. */
export type Shortcut = 'next' | 'previous' | 'first' | 'last' | 'read' | 'mute' | 'mark' | 'search' | 'help'

const letters: Readonly<Record<string, Shortcut>> = {
  'j': 'next', 'k': 'previous', 'r': 'read', 'm': 'mute', 'u': 'mark', '/': 'search', '?': 'help',
}
const inTheList: Readonly<Record<string, Shortcut>> = {
  ArrowDown: 'next', ArrowUp: 'previous', Home: 'first', End: 'last',
}

/**
 * The letters are those on the keys of a Latin keyboard: whoever types Cyrillic or Greek need not switch.
 * Null where the key is for something else: for typing, for the browser, or for a dialog in front.
 *
 * @param hasLetters whether letters are commands, or only the keys that move in the list
 */
export function shortcutOf(event: KeyboardEvent, hasLetters = true): Shortcut | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], dialog') != null) return null
  const isLatin = /^[\x20-\x7e]$/.test(event.key)
  const letter = isLatin || event.key.length > 1 ? event.key : /^Key([A-Z])$/.exec(event.code)?.[1] ?? ''
  return (hasLetters ? letters[letter.toLowerCase()] : undefined) ?? (target?.closest('[data-list]') == null ? null : inTheList[letter] ?? null)
}
