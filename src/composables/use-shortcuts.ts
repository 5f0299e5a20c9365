import { useEventListener } from '@vueuse/core'
import { isComposing } from '../browser/composing.ts'

/** What a key asks for in the list. */
export type Shortcut =
  | 'next' | 'previous' | 'first' | 'last' | 'read' | 'mute' | 'mark' | 'details' | 'open' | 'search' | 'help'
  | 'later' | 'undo' | 'select' | 'select-next' | 'select-previous' | 'select-all' | 'catch-up'

const letters: Readonly<Record<string, Shortcut>> = {
  'j': 'next', 'k': 'previous', 'r': 'read', 'm': 'mute', 'u': 'mark', 'i': 'details', 'o': 'open', '/': 'search', '?': 'help',
  'l': 'later', 'z': 'undo', 'x': 'select', 'c': 'catch-up',
}
const inTheList: Readonly<Record<string, Shortcut>> = {
  ArrowDown: 'next', ArrowUp: 'previous', Home: 'first', End: 'last',
}
const withShift: Readonly<Record<string, Shortcut>> = { ArrowDown: 'select-next', ArrowUp: 'select-previous' }

/**
 * The letters are those on the keys of a Latin keyboard: whoever types Cyrillic or Greek need not switch.
 * Null where the key is for something else: for typing, for the browser, or for a dialog in front.
 * A letter acts once, however long its key is held; the keys that move in the list go on moving.
 *
 * @param hasLetters whether letters are commands, or only the keys that move in the list
 */
export function shortcutOf(event: KeyboardEvent, hasLetters = true): Shortcut | null {
  if (event.defaultPrevented || event.altKey || isComposing(event)) return null
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], dialog') != null) return null
  const isInList = target?.closest('[data-list]') != null
  if (event.ctrlKey || event.metaKey) return isInList && event.code === 'KeyA' && !event.repeat ? 'select-all' : null
  if (event.shiftKey && isInList && event.key in withShift) return withShift[event.key] ?? null
  const isLatin = /^[\x20-\x7e]$/.test(event.key)
  const letter = isLatin || event.key.length > 1 ? event.key : /^Key([A-Z])$/.exec(event.code)?.[1] ?? ''
  const command = hasLetters ? letters[letter.toLowerCase()] : undefined
  if (command !== undefined) return event.repeat ? null : command
  return isInList ? inTheList[letter] ?? null : null
}

/**
 * Not the kit's `defineShortcuts`: there a held key acts over and over, a key acts while an input method composes, and
 * letters go either by what is typed or by the place of the key, which fails Cyrillic or AZERTY keyboards.
 *
 * Hears the shortcuts, wherever the focus is. A held key may have moved the focus: its repetitions neither type into
 * the field it has led to, nor press what has taken the place of what it pressed.
 */
export function useShortcuts(hasLetters: () => boolean, act: (shortcut: Shortcut) => void): void {
  /** The key that has acted, while it is held. */
  let acted: string | null = null

  useEventListener('keydown', (event: KeyboardEvent) => {
    if (!event.repeat) acted = null
    if (event.repeat && (event.key === acted || pressesSomething(event))) {
      event.preventDefault()
      return
    }
    const shortcut = shortcutOf(event, hasLetters())
    if (shortcut === null) return
    event.preventDefault()
    acted = event.key.length === 1 ? event.key : null
    act(shortcut)
  })
}

const pressesSomething = ({ key, target }: KeyboardEvent): boolean => (
  (key === 'Enter' || key === ' ') && target instanceof Element && target.closest('a, button, summary') !== null
)
