import { inject, type InjectionKey, provide } from 'vue'

const key: InjectionKey<number> = Symbol('the level of a chat\'s heading')

/** The level of the heading that names a chat: 1 where the chat is the whole page. Its sections come one below. */
export const provideHeadingLevel = (level: number): void => provide(key, level)

export const useHeadingLevel = (): number => inject(key, 1)
