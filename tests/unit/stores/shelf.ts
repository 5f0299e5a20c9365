import type { B24Frame } from '@bitrix24/b24jssdk'
import { askBatch, type Command } from '../../../src/bitrix24/batch.ts'
import type { KeptValues } from '../../../src/bitrix24/kept-options.ts'
import { optionsOf } from '../../../src/bitrix24/options.ts'

/** What the portal keeps. */
export interface Shelf {
  person: KeptValues
  everybody: KeptValues
  /** Whether it refuses to keep anything. */
  refuses: boolean
}

export const emptyShelf = (): Shelf => ({ person: {}, everybody: {}, refuses: false })

type Calls = Readonly<Record<string, Command>>

/**
 * The options of a frame that was opened just now, and a poll of it, as far as options go.
 *
 * @param send carries out a request, now or later; may reject
 */
export function optionsOn(shelf: Shelf, send = (answer: () => unknown): Promise<unknown> => Promise.resolve(answer())) {
  const { person, everybody } = shelf
  const b24 = {
    options: { userGet: (name: string) => person[name], appGet: (name: string) => everybody[name] },
    actions: { v2: { batch: { make: ({ calls }: { calls: Calls }) => send(() => batch(shelf, calls)) } } },
  } as unknown as B24Frame
  const options = optionsOf(b24)
  async function poll(): Promise<void> {
    const extra = options.extraCommands(5)
    const answers = await askBatch(b24, Object.fromEntries(extra.map(({ key, command }) => [key, command])))
    for (const { key, take } of extra) take(answers.ok ? answers.value[key] : undefined)
  }
  return { ...options, poll }
}

function batch(shelf: Shelf, calls: Calls) {
  const answers = Object.entries(calls).map(([key, command]) => {
    const result = run(shelf, command)
    return [key, { isSuccess: true, getData: () => ({ result }) }]
  })
  return { getData: () => Object.fromEntries(answers) as unknown }
}

function run(shelf: Shelf, { method, params }: Command): unknown {
  const values = params?.options as KeptValues | undefined
  if (method === 'user.option.get') return shelf.person
  if (shelf.refuses) return false
  if (method === 'user.option.set') shelf.person = { ...shelf.person, ...values }
  else shelf.everybody = { ...shelf.everybody, ...values }
  return true
}
