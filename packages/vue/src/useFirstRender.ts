import { isClient, tryOnBeforeUnmount, tryOnMounted } from '@vueuse/core'
import { getCurrentInstance, type ShallowRef, shallowRef } from 'vue'

/** Whether what shows has to be what a server renders: on a server, and in the page until the component has taken that over. */
export function useFirstRender(): Readonly<ShallowRef<boolean>> {
  if (!isClient) return shallowRef(true)
  const instance = getCurrentInstance()
  // Before the mount, Vue has set the element where it has found one that a server rendered; a vnode that is mounted once
  // more has its former one, which is out of the page.
  const isFirst = shallowRef(Boolean(instance?.vnode.el?.isConnected) && !instance?.isMounted)
  if (!isFirst.value) return isFirst

  function end() {
    isFirst.value = false
  }
  tryOnMounted(end)
  // Gone before it was mounted: others may share what it has set up.
  tryOnBeforeUnmount(end)
  return isFirst
}
