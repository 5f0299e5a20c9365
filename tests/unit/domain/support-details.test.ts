import { expect, it } from 'vitest'
import { supportDetails } from '../../../src/domain/support-details.ts'

const circumstances = { version: '1.2.3', at: Date.parse('2026-03-05T10:00:00Z') }

it('names version, code, method and time, and nothing else', () => {
  expect(supportDetails({ code: 'insufficient_scope', method: 'im.counters.get' }, circumstances))
    .toBe('Unread 1.2.3\nCode: insufficient_scope\nMethod: im.counters.get\nTime: 2026-03-05T10:00:00.000Z')
  expect(supportDetails({ code: 'silent' }, circumstances)).toBe('Unread 1.2.3\nCode: silent\nTime: 2026-03-05T10:00:00.000Z')
})
