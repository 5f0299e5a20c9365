import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef, watch } from 'vue'
import * as v from 'valibot'
import type { KeptValues, Options } from '../bitrix24/options.ts'
import { type FrameChannel, openFrameChannel } from '../storage/frame-channel.ts'
import { useConnectionStore } from './connection.ts'

const messageSchema = v.record(v.string(), v.string())

/**
 * What the portal keeps for this person, by names, the same in all their frames: a frame that changes something tells
 * the others. A frame that runs another release may tell of names that nobody here knows; they change nothing.
 */
export const useKeptValuesStore = defineStore('kept-values', () => {
  const connection = useConnectionStore()
  /** A new one whenever something has changed. */
  const options = shallowRef<Pick<Options, 'forPerson' | 'forEverybody'> | null>(null)
  let channel: FrameChannel<KeptValues> | null = null

  watch(() => connection.portal, (connected) => {
    if (connected === null) return
    const { forPerson, forEverybody, follow } = connected.options
    const take = () => void (options.value = { forPerson, forEverybody })
    take()
    follow(take)
  }, { immediate: true, flush: 'sync' })

  /** What the portal keeps for this person under a name; null when nothing. Reactive, as the other one is. */
  const forPerson = (name: string): string | null => options.value?.forPerson(name) ?? null
  const forEverybody = (name: string): string | null => options.value?.forEverybody(name) ?? null

  /** Takes effect at once in all frames of the person; resolves to whether the portal has kept it. */
  async function keep(values: KeptValues, when: 'now' | 'with-next-poll' = 'now'): Promise<boolean> {
    channel?.post(values)
    return await connection.portal?.options.keepForPerson(values, when) ?? false
  }

  /** Administrators only. Resolves to whether the portal has kept it; takes effect here only then. */
  async function keepForEverybody(values: KeptValues): Promise<boolean> {
    return await connection.portal?.options.keepForEverybody(values) ?? false
  }

  /** Shares what changes with all frames that join under the same name. */
  function join(name: string): void {
    leave()
    channel = openFrameChannel<KeptValues>(`${name}:kept`, (data: unknown) => {
      const parsed = v.safeParse(messageSchema, data)
      if (parsed.success) connection.portal?.options.learn(parsed.output)
    })
  }

  function leave(): void {
    channel?.close()
    channel = null
  }

  onScopeDispose(leave)

  return { forPerson, forEverybody, keep, keepForEverybody, join, leave }
})
