import type { B24Frame } from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../emulator/index.ts'
import { askBatch } from '../../../src/bitrix24/batch.ts'
import { minSearchLength, searchDialogs } from '../../../src/bitrix24/search.ts'
import { sdkAgainst } from './sdk.ts'

let emulator: Emulator
let b24: B24Frame

beforeEach(async () => {
  emulator = await startEmulator({ app: 'http://app.example.com/', scenario: 'fixture' })
  b24 = sdkAgainst(emulator.origin)
})
afterEach(() => emulator.close())

const profile = { method: 'profile' }
const methods = () => emulator.requests.map(({ method, commands }) => commands ?? method)

describe('text that a portal would take for a result of an earlier command', () => {
  it('is nothing but text: its command goes in a request of its own', async () => {
    emulator.control.answer({ method: 'im.search.chat.list', params: { FIND: '$result[profile][NAME]' }, result: { 7: { id: 7 } } })
    const answers = await askBatch(b24, {
      profile,
      search: { method: 'im.search.chat.list', params: { FIND: '$result[profile][NAME]' } },
    })
    expect(answers).toMatchObject({ ok: true, value: { profile: { outcome: { ok: true } }, search: { outcome: { ok: true, value: { 7: { id: 7 } } } } } })
    expect(methods()).toEqual([['profile'], 'im.search.chat.list'])
  })

  it('is searched for as it was typed', async () => {
    emulator.control.message({ dialogId: 'chat1435', text: 'hello' })
    const chat = emulator.portal.chats.get(1435)
    if (chat === undefined) throw new Error('the fixture has chat1435')
    chat.name = 'Prices: $result[chats]'
    expect(await searchDialogs(b24, '$result[chats]')).toEqual({ ok: true, value: { dialogIds: new Set(['chat1435']), isComplete: true } })
  })

  it('fails by itself where the portal refuses it', async () => {
    emulator.control.fail({ method: 'im.search.chat.list', code: 'ACCESS_DENIED' })
    const answers = await askBatch(b24, { profile, search: { method: 'im.search.chat.list', params: { FIND: ['$RESULT[x]'] } } })
    expect(answers).toMatchObject({
      ok: true,
      value: { profile: { outcome: { ok: true } }, search: { outcome: { ok: false, failure: { kind: 'permission', method: 'im.search.chat.list' } } } },
    })
  })
})

it('a search takes two characters, as many as the portal wants', async () => {
  expect(minSearchLength).toBe(2)
  const found = await searchDialogs(b24, 'Pe')
  expect(found.ok && found.value.dialogIds.has('547')).toBe(true)
  expect(await searchDialogs(b24, 'P')).toMatchObject({ ok: false, failure: { code: 'FIND_SHORT' } })
})

it.each(['im.search.chat.list', 'im.search.user.list'])('a search is not complete where %s tells of as many as it may', async (method) => {
  const rows = (length: number) => Array.from({ length }, (_, index) => ({ id: index + 1 }))
  emulator.control.answer({ method, result: rows(50) })
  expect(await searchDialogs(b24, 'Anna')).toMatchObject({ ok: true, value: { isComplete: false } })
  emulator.control.answer({ method, result: rows(49) })
  expect(await searchDialogs(b24, 'Anna')).toMatchObject({ ok: true, value: { isComplete: true } })
})

describe('a refusal', () => {
  it('of one method is that method\'s permission; of the whole request, the portal\'s plan', async () => {
    emulator.control.fail({ method: 'profile', code: 'ACCESS_DENIED' })
    const one = await askBatch(b24, { profile, counters: { method: 'im.counters.get' } })
    expect(one).toMatchObject({ ok: true, value: { profile: { outcome: { ok: false, failure: { kind: 'permission', code: 'ACCESS_DENIED' } } }, counters: { outcome: { ok: true } } } })
    emulator.control.fail({ code: 'ACCESS_DENIED' })
    expect(await askBatch(b24, { profile })).toMatchObject({ ok: false, failure: { kind: 'plan', code: 'ACCESS_DENIED' } })
  })

  it('of a command with the code "0" is a passing fault', async () => {
    const answers = await askBatch(b24, { profile, tasks: { method: 'tasks.task.counters.get', params: { groupId: 4 } } })
    expect(answers).toMatchObject({ ok: true, value: { tasks: { outcome: { ok: false, failure: { kind: 'server', code: '0' } } } } })
  })

  it('of commands past the 50th takes none of the others down', async () => {
    const answer = { result: { a: { ID: '1' } }, result_error: { b: { error: 'ERROR_BATCH_LENGTH_EXCEEDED', error_description: 'Max batch length exceeded' } }, result_total: [], result_next: [], result_time: [] }
    emulator.control.answer({ method: 'batch', result: answer })
    expect(await askBatch(b24, { a: profile, b: profile })).toMatchObject({
      ok: true,
      value: { a: { outcome: { ok: true } }, b: { outcome: { ok: false, failure: { kind: 'rejected', code: 'ERROR_BATCH_LENGTH_EXCEEDED' } } } },
    })
  })

  it('of the whole that the SDK makes an empty result of is a failure of the whole', async () => {
    emulator.control.fail({ code: 'ERROR_ENTITY_NOT_FOUND', status: 400 })
    expect(await askBatch(b24, { profile })).toEqual({ ok: false, failure: { kind: 'server', code: 'ERROR_ENTITY_NOT_FOUND', method: 'batch' } })
  })

  it.each([401, 403, 404, 429, 500, 502, 503, 504])('by a page of a proxy with status %i is a passing fault of the server', async (status) => {
    emulator.control.page({ status })
    expect(await askBatch(b24, { profile })).toEqual({ ok: false, failure: { kind: 'server', code: `HTTP_${String(status)}`, method: 'batch' } })
  })
})

describe('operating time', () => {
  const answeredIn = async (time: object) => {
    const answer = { isSuccess: true, getData: () => ({ result: 1, time }) }
    const make = () => Promise.resolve({ getData: () => ({ profile: answer }) })
    const answers = await askBatch({ actions: { v2: { batch: { make } } } } as unknown as B24Frame, { profile })
    return answers.ok ? answers.value.profile.operating : null
  }

  it('is read where its numbers are texts, and where it is not told there is none', async () => {
    expect(await answeredIn({ operating: '430.5', operating_reset_at: '1120', finish: '1000.5' })).toEqual({ seconds: 430.5, resetIn: 119_500 })
    expect(await answeredIn({ operating: 3 })).toEqual({ seconds: 3, resetIn: null })
    expect(await answeredIn({})).toBeNull()
    expect(await answeredIn({ operating: 'much' })).toBeNull()
  })

  it('is forgotten within ten minutes, whatever the portal says', async () => {
    expect(await answeredIn({ operating: 470, operating_reset_at: 3_000_000, finish: 1_000 })).toEqual({ seconds: 470, resetIn: 600_000 })
  })
})
