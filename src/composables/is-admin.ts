import { inject, type InjectionKey, provide, type Ref, ref } from 'vue'

const key: InjectionKey<Readonly<Ref<boolean>>> = Symbol('whether an administrator reads')

/** Tells everything inside who reads it: texts that only an administrator can act on are for them. */
export const provideIsAdmin = (isAdmin: Readonly<Ref<boolean>>): void => provide(key, isAdmin)

export const useIsAdmin = (): Readonly<Ref<boolean>> => inject(key, ref(false))
