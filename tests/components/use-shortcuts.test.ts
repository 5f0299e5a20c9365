import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent } from 'vue'
import ListToolbar from '../../src/components/list/ListToolbar.vue'
import { type Shortcut, shortcutOf, useShortcuts } from '../../src/composables/use-shortcuts.ts'
import { hook, mountComponent } from './mount.ts'

/** A key pressed with the focus in the list. */
function pressed(key: string, code = '', init: KeyboardEventInit = {}): KeyboardEvent {
  document.body.innerHTML = '<ul data-list><li tabindex="0"></li></ul>'
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, ...init })
  document.querySelector('li')?.dispatchEvent(event)
  return event
}

it('letters are commands, on a Cyrillic keyboard too', () => {
  expect(['r', 'm', 'i', 'o', '/', '?'].map(key => shortcutOf(pressed(key)))).toEqual(['read', 'mute', 'details', 'open', 'search', 'help'])
  expect(shortcutOf(pressed('к', 'KeyR'))).toBe('read')
})

it('for somebody who speaks to their computer, only the keys that move are', () => {
  expect(['j', 'k', 'r', 'm', 'u', 'i', '/', '?'].map(key => shortcutOf(pressed(key), false))).toEqual(Array(8).fill(null))
  expect(shortcutOf(pressed('к', 'KeyR'), false)).toBe(null)
  expect(['ArrowDown', 'End'].map(key => shortcutOf(pressed(key), false))).toEqual(['next', 'last'])
})

it('a letter acts once, however long its key is held; the arrows go on', () => {
  const held = { repeat: true }
  expect(['j', 'k', 'r', 'm', 'u', 'i', '/', '?'].map(key => shortcutOf(pressed(key, '', held)))).toEqual(Array(8).fill(null))
  expect(shortcutOf(pressed('к', 'KeyR', held))).toBe(null)
  expect(['ArrowDown', 'ArrowUp'].map(key => shortcutOf(pressed(key, '', held)))).toEqual(['next', 'previous'])
})

it('a key of an input method is no command', () => {
  expect(shortcutOf(pressed('r', 'KeyR', { isComposing: true }))).toBe(null)
  // oxlint-disable-next-line typescript/no-deprecated -- some input methods say it by nothing else
  expect(shortcutOf(pressed('ArrowDown', '', { keyCode: 229 }))).toBe(null)
})

/** A page that hears shortcuts, with something to press and something to type in. */
function listening() {
  const heard: Shortcut[] = []
  mount(defineComponent({
    setup: () => useShortcuts(() => true, shortcut => heard.push(shortcut)),
    template: '<div><input><button>Read</button></div>',
  }), { attachTo: document.body })
  function press(selector: string, key: string, repeat = false): boolean {
    const event = new KeyboardEvent('keydown', { key, repeat, bubbles: true, cancelable: true })
    document.querySelector(selector)?.dispatchEvent(event)
    return event.defaultPrevented
  }
  return { heard, press }
}

it('a held key does not type into the field it has led to; pressed again, it does', () => {
  const { heard, press } = listening()
  press('body', '/')
  expect(press('input', '/', true)).toBe(true)
  expect(press('input', '/')).toBe(false)
  expect(press('input', '/', true)).toBe(false)
  expect(heard).toEqual(['search'])
})

it('a held Enter presses nothing but the first button', () => {
  const { press } = listening()
  expect(press('button', 'Enter')).toBe(false)
  expect(press('button', 'Enter', true)).toBe(true)
  expect(press('input', 'Enter', true)).toBe(false)
})

it('Escape and the arrows of an input method leave the search as it is', async () => {
  const toolbar = await mountComponent(ListToolbar, { search: 'にほん', only: null, sort: 'newest', isGrouped: false })
  const field = toolbar.get(hook('search'))
  for (const own of [{ isComposing: true }, { keyCode: 229 }]) {
    for (const key of ['Escape', 'ArrowDown', 'Enter']) await field.trigger('keydown', { key, ...own })
  }
  expect(toolbar.emitted()).not.toHaveProperty('leave')
  expect(toolbar.emitted()).not.toHaveProperty('update:search')
  await field.trigger('keydown', { key: 'Escape' })
  expect(toolbar.emitted('update:search')).toEqual([['']])
  expect(toolbar.emitted()).toHaveProperty('leave')
})
