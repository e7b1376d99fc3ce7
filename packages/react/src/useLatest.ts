import { type RefObject, useEffect, useRef } from 'react'

/** A ref to the value of the last render, for effects that shall not run again because of it: name it before them. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}
