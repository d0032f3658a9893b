/** A declared class, whatever it is made with. */
export type Constructor<T = object> = abstract new (...args: never[]) => T;
