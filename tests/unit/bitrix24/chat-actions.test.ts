import type { B24Frame } from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../emulator/index.ts'
import { actOn } from '../../../src/bitrix24/chat-actions.ts'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import type { ChatAction } from '../../../src/domain/chat-action.ts'
import { inverseOf } from '../../../src/domain/undo.ts'
import { sdkAgainst } from './sdk.ts'

let emulator: Emulator
let b24: B24Frame

beforeEach(async () => {
  emulator = await startEmulator({ app: 'http://app.example.com/', scenario: 'fixture' })
  b24 = sdkAgainst(emulator.origin)
})
afterEach(() => emulator.close())

async function listed(dialogId: string) {
  const { result } = (await b24.actions.v2.call.make({ method: 'im.counters.get', params: {} })).getData() as { result: unknown }
  return parseCounters(result).conversations.find(one => one.dialogId === dialogId) ?? null
}
const commands = () => emulator.requests.flatMap(({ method, commands: batch }) => batch ?? [method])

it('a chat that was read is unread again from the same message on', async () => {
  const before = await listed('chat1435')
  const read = { kind: 'read', dialogId: 'chat1435' } as const
  const [done] = await actOn(b24, [read])
  expect(await listed('chat1435')).toBe(null)
  if (done?.ok !== true) throw new Error('the portal has refused')
  const undo = inverseOf({ action: read, before, unreadFrom: done.value.unreadFrom }, 'chat')
  if (undo === null) throw new Error('there is no way back')
  expect(undo).toMatchObject({ kind: 'unread', dialogId: 'chat1435' })
  expect(await actOn(b24, [undo])).toMatchObject([{ ok: true }])
  expect(await listed('chat1435')).toEqual(before)
})

it('the comments of a channel are read without the channel', async () => {
  await actOn(b24, [{ kind: 'read', dialogId: 'chat1800', alsoIn: ['chat1801'], commentsOnly: true }])
  expect(emulator.requests.flatMap(({ commands: batch }) => batch ?? [])).toEqual(['im.dialog.get', 'im.dialog.read'])
})

it('what was unread is asked for in the same request', async () => {
  await actOn(b24, [{ kind: 'read', dialogId: 'chat1435' }, { kind: 'read', dialogId: '547' }])
  expect(commands()).toEqual(['im.dialog.get', 'im.dialog.read', 'im.dialog.get', 'im.dialog.read'])
  expect(emulator.requests).toHaveLength(1)
})

it('a chat is read although the portal does not tell what was unread, and can only be marked then', async () => {
  emulator.control.fail({ method: 'im.dialog.get', code: 'ACCESS_ERROR' })
  const action = { kind: 'read', dialogId: 'chat1435' } as const
  const [done] = await actOn(b24, [action])
  expect(done).toEqual({ ok: true, value: { left: 0 } })
  expect(inverseOf({ action, before: null }, 'collab')).toEqual({ kind: 'mark', dialogId: 'chat1435', chatKind: 'collab' })
})

it.each(['QUERY_LIMIT_EXCEEDED', 'OPERATION_TIME_LIMIT'])('nothing more is sent once a whole request is refused with %s: the rest fails with it', async (code) => {
  emulator.control.fail({ method: 'batch', code, times: 1 })
  const done = await actOn(b24, Array.from({ length: 60 }, (_, chat) => ({ kind: 'read', dialogId: `chat${String(chat)}` })))
  expect(emulator.requests).toHaveLength(1)
  expect(done).toHaveLength(60)
  expect(new Set(done.map(one => (one.ok ? '' : one.failure.code)))).toEqual(new Set([code]))
})

it('what else fails keeps nothing from being sent', async () => {
  emulator.control.fail({ method: 'batch', code: 'INTERNAL_SERVER_ERROR', times: 1 })
  await actOn(b24, Array.from({ length: 60 }, () => ({ kind: 'read', dialogId: 'chat1435' })))
  expect(emulator.requests).toHaveLength(3)
})

const actions: readonly [ChatAction, method: string][] = [
  [{ kind: 'read', dialogId: 'chat1435' }, 'im.dialog.read'],
  [{ kind: 'read-all' }, 'im.dialog.read.all'],
  [{ kind: 'unread', dialogId: 'chat1435', from: { chat1435: 1 }, conversation: null }, 'im.dialog.unread'],
  [{ kind: 'mark', dialogId: '547', chatKind: 'dialog' }, 'im.recent.unread'],
  [{ kind: 'unmark', dialogId: 'chat1435' }, 'im.recent.unread'],
  [{ kind: 'mute', dialogId: 'chat1435' }, 'im.chat.mute'],
  [{ kind: 'unmute', dialogId: 'chat1317', chatKind: 'chat' }, 'im.chat.mute'],
]

describe.each(actions)('$kind', (action, method) => {
  it('that the portal refuses has failed with the portal\'s code', async () => {
    emulator.control.fail({ method, code: 'ACCESS_ERROR' })
    expect(await actOn(b24, [action])).toMatchObject([{ ok: false, failure: { code: 'ACCESS_ERROR' } }])
  })

  it('has failed where the portal refuses the whole request', async () => {
    emulator.control.fail({ method: '*', code: 'QUERY_LIMIT_EXCEEDED' })
    expect(await actOn(b24, [action])).toMatchObject([{ ok: false, failure: { code: 'QUERY_LIMIT_EXCEEDED' } }])
  })

  it('has failed where the network breaks', async () => {
    emulator.control.drop({ on: true })
    expect(await actOn(b24, [action])).toMatchObject([{ ok: false }])
  })
})
