/** What an owner's database says of itself: that one of its feeds may have something new. */
export interface Notices {
  /** Calls back whenever there may be something new, or may have been while nobody could hear; gives the way to stop. */
  hear(feed: string, onNotice: () => void): () => void;
}
