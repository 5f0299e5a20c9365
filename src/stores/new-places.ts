import { defineStore } from 'pinia'
import { computed } from 'vue'
import { placeOf } from '../domain/install-checks.ts'
import { managedPlacements, newPlaces } from '../domain/installation.ts'
import { useConnectionStore } from './connection.ts'
import { useInstallStore } from './install.ts'
import { useKeptValuesStore } from './kept-values.ts'

/** Its name never changes: portals hold values under it. */
const keptName = 'places'
/** Another one as soon as a release knows another place. */
const allPlaces = [...managedPlacements].toSorted().join(' ')

/**
 * Places where the app could be since it was updated. An administrator is told of them, until they are set up or the
 * administrator has said no: then the portal is not asked again, not even in later visits, until there is another place.
 */
export const useNewPlacesStore = defineStore('new-places', () => {
  const connection = useConnectionStore()
  const install = useInstallStore()
  const values = useKeptValuesStore()
  let hasLooked = false

  const isDismissed = computed(() => values.forPerson(keptName) === allPlaces)
  const offered = computed(() => (isDismissed.value ? [] : newPlaces(install.steps)))

  /** Asks the portal where the app is: one request, once a visit. */
  async function look(): Promise<void> {
    if (hasLooked || isDismissed.value || connection.portal?.isAdmin !== true) return
    hasLooked = true
    await install.survey()
    if (install.phase !== 'ready' || install.isBlocked || offered.value.length > 0) return
    // A Bitrix24 that lacks a place now may have it after an update.
    if (install.checks.every(({ name }) => placeOf(name) === null)) await dismiss()
  }

  /** Remembered for this administrator; it costs no request. */
  const dismiss = async (): Promise<void> => void await values.keep({ [keptName]: allPlaces }, 'with-next-poll')

  return { offered, look, dismiss }
})
