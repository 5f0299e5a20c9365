// Before all others: it asks the portal, which takes longest.
import { handshake } from './bitrix24/handshake.ts'
import { createPinia } from 'pinia'
import { connect } from './bitrix24/connect.ts'
import { catchCrashes } from './browser/crash.ts'
import { retryOnline } from './browser/retry-online.ts'
import { yieldToMain } from './browser/yield-to-main.ts'
import { useTheme } from './composables/use-theme.ts'
import { firstNumber, firstRequest } from './first-number.ts'
import { detectLanguage, loadMessages } from './i18n/load-messages.ts'
import { localeFor } from './i18n/locales.ts'
import { setPageLanguage } from './i18n/page-language.ts'
import { useConnectionStore } from './stores/connection.ts'
import { useSettingsStore } from './stores/settings.ts'
import { useSyncStore } from './stores/sync.ts'
import { hasNumbers } from './storage/last-numbers.ts'

catchCrashes()

const connection = connect(handshake)
void yieldToMain().then(start)

async function start(): Promise<void> {
  setPageLanguage(localeFor(detectLanguage()))
  const pinia = createPinia()
  void useConnectionStore(pinia).follow(connection)
  useSyncStore(pinia)
  const preferences = useSettingsStore(pinia)
  useTheme(() => preferences.settings.theme)
  // What can be shown at once is drawn at once; anything else comes after the first number, and holds up no request for it.
  const asked = hasNumbers() ? null : firstRequest(pinia)
  const parts = asked !== null && isInCache() ? asked.then(load) : load()
  const painted = asked && firstNumber(pinia, asked)
  const [{ mount }, texts] = await parts
  await painted
  void mount(pinia, texts)
}

const load = retryOnline(() => Promise.all([import('./mount.ts'), loadMessages(detectLanguage())]))

/** Whether this very file came from the browser's cache: then the others need no network either. */
const isInCache = () => performance.getEntriesByName(import.meta.url, 'resource').some(entry => (entry as PerformanceResourceTiming).transferSize === 0)
