import { type B24Frame, initializeB24Frame } from '@bitrix24/b24jssdk'
import { createPinia, defineStore } from 'pinia'
import { createApp, defineComponent, h, ref } from 'vue'

/* The least an app can be that shows one number of the portal: what the first paint of this one is measured against. */

const useCounters = defineStore('counters', () => {
  const all = ref<number | null>(null)

  async function load(b24: B24Frame): Promise<void> {
    const answer = await b24.actions.v2.call.make<{ TYPE: { ALL: number } }>({ method: 'im.counters.get' })
    all.value = answer.getData()?.result.TYPE.ALL ?? null
  }

  return { all, load }
})

const App = defineComponent(() => {
  const counters = useCounters()
  return () => h('p', { 'data-testid': 'counter-all', 'data-count': counters.all }, String(counters.all ?? ''))
})

const app = createApp(App).use(createPinia())
app.mount('#app')
void initializeB24Frame().then(b24 => useCounters().load(b24))
