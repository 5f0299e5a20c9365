import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef, watch } from 'vue'
import * as v from 'valibot'
import type { KeptValues, Merge, SavingState } from '../bitrix24/kept-options.ts'
import type { Options } from '../bitrix24/options.ts'
import { type FrameChannel, openFrameChannel } from '../storage/frame-channel.ts'
import { useConnectionStore } from './connection.ts'

/** What frames of one person tell each other: what one is about to change, whether that was kept, and what the portal says it keeps. */
interface KeptMessage {
  readonly state: SavingState
  readonly values: KeptValues
}

const messageSchema = v.object({
  state: v.picklist(['kept', 'saving', 'refused']),
  values: v.record(v.string(), v.string()),
}) satisfies v.GenericSchema<unknown, KeptMessage>

/** What the portal keeps for this person, by names, the same in all their frames: each tells the others what it changes, and what it hears. */
export const useKeptValuesStore = defineStore('kept-values', () => {
  const connection = useConnectionStore()
  /** A new one whenever something has changed. */
  const options = shallowRef<Options | null>(null)
  let channel: FrameChannel<KeptMessage> | null = null

  watch(() => connection.portal, (connected) => {
    if (connected === null) return
    const take = (kept?: KeptValues) => {
      options.value = { ...connected.options }
      if (kept !== undefined) channel?.post({ state: 'kept', values: kept })
    }
    take()
    connected.options.follow(take)
  }, { immediate: true, flush: 'sync' })

  /** What the portal keeps for this person under a name; null when nothing. Reactive, as the other one is. */
  const forPerson = (name: string): string | null => options.value?.forPerson(name) ?? null
  const savingOf = (name: string): SavingState => options.value?.savingOf(name) ?? 'kept'
  const forEverybody = (name: string): string | null => options.value?.forEverybody(name) ?? null

  /**
   * Takes effect at once in all frames of the person, or here only, and in the others once the portal has kept it, where
   * it is merged; resolves to whether the portal has kept it.
   */
  async function keep(values: KeptValues, ...how: [when?: 'now' | 'with-next-poll', merge?: Merge]): Promise<boolean> {
    const [, merge] = how
    if (merge === undefined) channel?.post({ state: 'saving', values })
    const isKept = await connection.portal?.options.keepForPerson(values, ...how) ?? false
    if (!isKept && merge === undefined) channel?.post({ state: 'refused', values })
    return isKept
  }

  /** Administrators only. Resolves to whether the portal has kept it; takes effect here only then. */
  async function keepForEverybody(values: KeptValues): Promise<boolean> {
    return await connection.portal?.options.keepForEverybody(values) ?? false
  }

  /** Shares what changes with all frames that join under the same name. */
  function join(name: string): void {
    leave()
    channel = openFrameChannel<KeptMessage>(`${name}:kept`, (data: unknown) => {
      const parsed = v.safeParse(messageSchema, data)
      if (parsed.success) connection.portal?.options.learn(parsed.output.values, parsed.output.state)
    })
  }

  function leave(): void {
    channel?.close()
    channel = null
  }

  onScopeDispose(leave)

  return { forPerson, savingOf, forEverybody, keep, keepForEverybody, join, leave }
})
