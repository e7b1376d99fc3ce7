import { mount } from '@vue/test-utils'
import { defineComponent, type Plugin } from 'vue'

/** Mounts a component that only calls `setup`, and hands out what it returned. */
export function mountSetup<T>(setup: () => T, plugins: [Plugin, ...unknown[]][] = []) {
  let result: T | undefined
  const component = defineComponent({
    setup() {
      result = setup()
      return () => null
    },
  })
  const wrapper = mount(component, { attachTo: document.body, global: { plugins } })
  return { result: result as T, unmount: () => wrapper.unmount() }
}
