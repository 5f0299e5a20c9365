import { expect, it } from 'vitest'
import { shortcutOf } from '../../src/components/list/shortcuts.ts'

/** A key pressed with the focus in the list. */
function pressed(key: string, code = ''): KeyboardEvent {
  document.body.innerHTML = '<ul data-list><li tabindex="0"></li></ul>'
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true })
  document.querySelector('li')?.dispatchEvent(event)
  return event
}

it('letters are commands, on a Cyrillic keyboard too', () => {
  expect(['r', 'm', '/', '?'].map(key => shortcutOf(pressed(key)))).toEqual(['read', 'mute', 'search', 'help'])
  expect(shortcutOf(pressed('к', 'KeyR'))).toBe('read')
})

it('for somebody who speaks to their computer, only the keys that move are', () => {
  expect(['j', 'k', 'r', 'm', 'u', '/', '?'].map(key => shortcutOf(pressed(key), false))).toEqual(Array(7).fill(null))
  expect(shortcutOf(pressed('к', 'KeyR'), false)).toBe(null)
  expect(['ArrowDown', 'End'].map(key => shortcutOf(pressed(key), false))).toEqual(['next', 'last'])
})
