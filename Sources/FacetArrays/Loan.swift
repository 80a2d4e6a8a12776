// Writing through a view of a variable, in place.
//
// The elements are lent: the view gets a storage object of its own over the same memory. When the view comes back with that
// object, the elements are already in place; when it was given another value, they are copied in; and when somebody kept a
// copy of the view, that copy keeps the memory, and the lender moves to a copy of it.
import FacetMemory
import Synchronization

/// Elements of a column that are lent to a view which writes to them.
struct Loan<Element: ArrayElement>: ~Copyable {
  /// What the borrower sees and may change. It is the only holder of the lent storage object, so it writes in place.
  var view: Column<Element>
  private let lentObject: ObjectIdentifier?
  private let keeper = LoanKeeper()

  /// - Parameter part: the elements, as a view of a column that holds its writable memory alone and keeps it until `end`.
  init(_ part: borrowing Column<Element>) {
    guard part.count > 0, let storage = part.storage else {
      lentObject = nil
      view = Column()
      return
    }
    let keeper = keeper
    let lent = unsafe MappedStorage(adopting: storage.base, byteCount: storage.byteCount) { _, _ in keeper.giveBack() }
    lentObject = ObjectIdentifier(lent)
    view = Column(storage: lent, offset: part.offset, count: part.count, stride: part.stride)
  }

  /// Takes the elements back.
  /// - Parameter part: what was lent.
  /// - Parameter lender: the storage it was lent from.
  mutating func end(_ part: consuming Column<Element>, _ lender: inout MappedStorage?) {
    precondition(view.count == part.count, "the new elements must be as many as the old ones")
    guard let lentObject, let storage = part.storage else { return }
    // The object may be gone, and another one have its address.
    let isInPlace =
      !keeper.isGivenBack && view.storage.map(ObjectIdentifier.init) == lentObject && view.offset == part.offset
      && view.stride == part.stride
    let changed = isInPlace ? Column() : view
    view = Column()
    let isKept = keeper.keep(storage)
    if isKept { lender = Column<UInt8>(storage: storage, offset: 0, count: storage.byteCount).copy().storage }
    if changed.count > 0 {
      let target = Column<Element>(storage: lender, offset: part.offset, count: part.count, stride: part.stride)
      unsafe Column.gather(
        changed.start, changed.stride, target.start, changed.count, resultStride: target.stride)
    }
  }
}

/// Knows whether a loan was given back, and keeps the lender's memory for a view that outlives the loan.
private final class LoanKeeper: Sendable {
  private enum State { case lent, givenBack, kept(MappedStorage) }
  private let state = Mutex(State.lent)

  var isGivenBack: Bool {
    state.withLock { if case .givenBack = $0 { true } else { false } }
  }

  func giveBack() { state.withLock { $0 = .givenBack } }

  /// Keeps the memory, unless nobody has the loan any more. Answers whether somebody has.
  func keep(_ storage: MappedStorage) -> Bool {
    state.withLock {
      if case .givenBack = $0 { return false }
      $0 = .kept(storage)
      return true
    }
  }
}
