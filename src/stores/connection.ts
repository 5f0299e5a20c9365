import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Connection } from '../bitrix24/connect.ts'

/** The connection to the portal around the app. */
export const useConnectionStore = defineStore('connection', () => {
  const state = shallowRef<Connection | { status: 'connecting' }>({ status: 'connecting' })
  /** Where the person is, by the IANA's name; null: the portal does not know. */
  const timeZone = shallowRef<string | null>(null)
  const portal = computed(() => (state.value.status === 'connected' ? state.value.portal : null))

  /** Takes the connection once it is there. A portal that was silent may still answer late. */
  async function follow(pending: Promise<Connection>): Promise<void> {
    const settled = await pending
    state.value = settled
    if (settled.status === 'connected') settled.portal.followTimeZone(told => void (timeZone.value = told))
    if (settled.status === 'silent' && settled.late !== null) await follow(settled.late)
  }

  return { state, portal, timeZone, follow }
})
