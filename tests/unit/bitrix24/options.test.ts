import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Emulator, startEmulator } from '../../../emulator/index.ts'
import { frameClock } from '../../../src/browser/frame-clock.ts'
import type { ExtraCommand } from '../../../src/bitrix24/batch.ts'
import { optionsOf } from '../../../src/bitrix24/options.ts'
import { err, ok } from '../../../src/domain/failure.ts'
import { sdkAgainst } from './sdk.ts'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator({ app: 'http://app.example.com/', scenario: 'fixture' })
})
afterEach(() => emulator.close())

/** The options of user 1; the handshake brought these. */
function open(handshake: Readonly<Record<string, string>> = {}) {
  const b24 = sdkAgainst(emulator.origin)
  const get = (name: string) => {
    if (!handshake[name]) throw new Error(`${name} not set`)
    return handshake[name]
  }
  return optionsOf(Object.assign(b24, { options: { userGet: get, appGet: get } }))
}

const kept = () => emulator.portal.userOptions.get(1)
const methods = () => emulator.requests.map(({ commands }) => commands)
const answered = (extra: ExtraCommand | undefined, value: unknown) => extra?.take({ outcome: ok(value), operating: null })

describe('a text for a person', () => {
  it('is kept once the portal has said so; others stay as they are', async () => {
    emulator.portal.userOptions.set(1, { theme: '"dark"' })
    const options = open()
    const isKept = options.keepForPerson({ showsMuted: 'false' })
    expect(options.forPerson('showsMuted')).toBe('false')
    expect(await isKept).toBe(true)
    expect(kept()).toEqual({ theme: '"dark"', showsMuted: 'false' })
  })

  it('goes in one request with others, and never beside another request of its kind', async () => {
    const options = open()
    const first = [options.keepForPerson({ a: '1' }), options.keepForPerson({ b: '2' })]
    await Promise.resolve()
    const second = [options.keepForPerson({ a: '3' }), options.keepForPerson({ c: '4' })]
    expect(await Promise.all([...first, ...second])).toEqual([true, true, true, true])
    expect(methods()).toEqual([['user.option.set'], ['user.option.set']])
    expect(kept()).toEqual({ a: '3', b: '2', c: '4' })
  })

  it.each(['INTERNAL_SERVER_ERROR', 'insufficient_scope'])('is not kept where the portal says %s, and holds here', async (code) => {
    emulator.control.fail({ method: 'user.option.set', code })
    const options = open()
    expect(await options.keepForPerson({ theme: '"dark"' })).toBe(false)
    expect(options.forPerson('theme')).toBe('"dark"')
    emulator.control.fail({ method: '*', code })
    expect(await options.keepForPerson({ theme: '"dark"' })).toBe(false)
    expect(kept()).toBeUndefined()
  })

  it.each([false, null, '', [], 'yes'])('is not kept where the portal answers %j', async (result) => {
    emulator.control.answer({ method: 'batch', result: { result: { keep: result }, result_error: [], result_time: [] } })
    expect(await open().keepForPerson({ theme: '"dark"' })).toBe(false)
  })

  it('is none once it is empty', async () => {
    const options = open({ theme: '"dark"' })
    expect(options.forPerson('theme')).toBe('"dark"')
    await options.keepForPerson({ theme: '' })
    expect(options.forPerson('theme')).toBeNull()
  })
})

describe('what the portal tells with the first poll', () => {
  it('wins over the handshake, and is asked once', () => {
    const options = open({ theme: '"dark"', liveliness: '"calm"' })
    const listen = vi.fn()
    options.follow(listen)
    const [question, ...none] = options.extraCommands(5)
    expect([question?.command, none]).toEqual([{ method: 'user.option.get' }, []])
    answered(question, { theme: '"light"', age: 7 })
    expect(listen).toHaveBeenCalledOnce()
    expect(['theme', 'liveliness', 'age'].map(options.forPerson)).toEqual(['"light"', null, '7'])
    expect(options.extraCommands(5)).toEqual([])
  })

  it('does not win over what was chosen meanwhile, here or in another frame', async () => {
    const options = open({ theme: '"dark"' })
    const [question] = options.extraCommands(5)
    await options.keepForPerson({ theme: '"light"' })
    options.learn({ showsMuted: 'false' }, 'saving')
    answered(question, { theme: '"dark"', showsMuted: 'true' })
    expect(['theme', 'showsMuted'].map(options.forPerson)).toEqual(['"light"', 'false'])
  })

  it.each([null, 'nonsense', 7, true])('changes nothing when it is %j', (value) => {
    const options = open({ theme: '"dark"' })
    answered(options.extraCommands(5)[0], value)
    expect(options.forPerson('theme')).toBe('"dark"')
  })

  it('is nothing where the portal keeps nothing', () => {
    const options = open({ theme: '"dark"' })
    answered(options.extraCommands(5)[0], [])
    expect(options.forPerson('theme')).toBeNull()
  })

  it('is asked for again after a poll without an answer, and not after a refusal', () => {
    const options = open()
    options.extraCommands(5)[0]?.take(undefined)
    const [again] = options.extraCommands(5)
    expect(again?.command.method).toBe('user.option.get')
    again?.take({ outcome: err({ kind: 'missing', code: 'ERROR_METHOD_NOT_FOUND' }), operating: null })
    expect(options.extraCommands(5)).toEqual([])
  })
})

describe('what the portal tells an hour later', () => {
  it('wins over what was kept here before, and not over what it was not asked about', async () => {
    const now = vi.spyOn(frameClock, 'now').mockReturnValue(0)
    const options = open()
    answered(options.extraCommands(5)[0], {})
    await options.keepForPerson({ later: 'at work', theme: '"dark"' })
    emulator.control.fail({ method: 'user.option.set', code: 'INTERNAL_SERVER_ERROR' })
    await options.keepForPerson({ sort: '"oldest"' })
    expect(options.extraCommands(5)).toEqual([])
    now.mockReturnValue(60 * 60_000)
    const [question] = options.extraCommands(5)
    void options.keepForPerson({ theme: '"light"' }, 'with-next-poll')
    answered(question, { later: 'at home', theme: '"dark"' })
    expect(['later', 'theme', 'sort'].map(options.forPerson)).toEqual(['at home', '"light"', '"oldest"'])
    now.mockRestore()
  })

  it('does not bring back what was changed there and back while it was on its way', async () => {
    const now = vi.spyOn(frameClock, 'now').mockReturnValue(0)
    const options = open()
    answered(options.extraCommands(5)[0], {})
    await options.keepForPerson({ sort: 'A' })
    now.mockReturnValue(60 * 60_000)
    const [question] = options.extraCommands(5)
    options.learn({ sort: 'B' }, 'kept')
    options.learn({ sort: 'A' }, 'kept')
    answered(question, { sort: 'B' })
    expect(options.forPerson('sort')).toBe('A')
    now.mockRestore()
  })
})

describe('what another frame tells', () => {
  it('holds until the portal says otherwise, also where that frame was closed before it knew', () => {
    const options = open()
    options.learn({ theme: '"dark"' }, 'saving')
    const [question] = options.extraCommands(5)
    options.learn({ sort: '"oldest"' }, 'saving')
    expect(['theme', 'sort'].map(options.savingOf)).toEqual(['saving', 'saving'])
    answered(question, { theme: '"light"', sort: '"newest"' })
    expect(['theme', 'sort'].map(options.forPerson)).toEqual(['"light"', '"oldest"'])
    expect(['theme', 'sort'].map(options.savingOf)).toEqual(['kept', 'saving'])
  })

  it('does not bring back what was changed here and refused, or is not answered yet', async () => {
    const options = open()
    emulator.control.fail({ method: 'user.option.set', code: 'INTERNAL_SERVER_ERROR' })
    await options.keepForPerson({ keepsNames: 'false' })
    void options.keepForPerson({ places: 'all' }, 'with-next-poll')
    options.learn({ keepsNames: 'true', places: '' }, 'kept')
    answered(options.extraCommands(5)[0], { keepsNames: 'true', places: '' })
    expect(['keepsNames', 'places'].map(options.forPerson)).toEqual(['false', 'all'])
  })

  it('of a refusal is about the value that was refused, and no other', () => {
    const options = open()
    options.learn({ theme: '"dark"' }, 'saving')
    options.learn({ theme: '"light"' }, 'saving')
    options.learn({ theme: '"dark"' }, 'refused')
    expect([options.forPerson('theme'), options.savingOf('theme')]).toEqual(['"light"', 'saving'])
    options.learn({ theme: '"light"' }, 'refused')
    expect([options.forPerson('theme'), options.savingOf('theme')]).toEqual(['"light"', 'refused'])
  })
})

describe('what may wait for the next poll', () => {
  it('goes as another frame has changed it meanwhile', () => {
    const options = open()
    void options.keepForPerson({ later: 'old' }, 'with-next-poll')
    options.learn({ later: 'new' }, 'saving')
    expect(options.extraCommands(2)[1]?.command.params).toEqual({ options: { later: 'new' } })
  })

  it('rides in its batch, once, where there is room', async () => {
    const options = open()
    const isKept = options.keepForPerson({ crowd: 'a' }, 'with-next-poll')
    void options.keepForPerson({ crowd: 'b' }, 'with-next-poll')
    expect(options.extraCommands(1).map(({ command }) => command.method)).toEqual(['user.option.get'])
    const [, write] = options.extraCommands(2)
    expect(write?.command).toEqual({ method: 'user.option.set', params: { options: { crowd: 'b' } } })
    expect(options.extraCommands(2)).toHaveLength(1)
    answered(write, true)
    expect(await isKept).toBe(true)
    expect(emulator.requests).toEqual([])
  })

  it('waits for another poll where this one got no answer', () => {
    const options = open()
    void options.keepForPerson({ crowd: 'a' }, 'with-next-poll')
    options.extraCommands(2)[1]?.take(undefined)
    expect(options.extraCommands(2)[1]?.command.params).toEqual({ options: { crowd: 'a' } })
  })

  it('goes with what cannot wait', async () => {
    const options = open()
    void options.keepForPerson({ crowd: 'a' }, 'with-next-poll')
    await options.keepForPerson({ theme: '"dark"' })
    expect(kept()).toEqual({ crowd: 'a', theme: '"dark"' })
    expect(options.extraCommands(2)).toHaveLength(1)
  })
})

it('a text for everybody is kept for administrators only', async () => {
  const options = open()
  expect(await options.keepForEverybody({ theme: '"dark"' })).toBe(true)
  expect(emulator.portal.appOptions).toEqual({ theme: '"dark"' })
  expect(options.forEverybody('theme')).toBe('"dark"')
  const user = emulator.portal.users.get(1)
  if (user !== undefined) user.admin = false
  expect(await options.keepForEverybody({ theme: '"light"' })).toBe(false)
  expect(options.forEverybody('theme')).toBe('"dark"')
})
