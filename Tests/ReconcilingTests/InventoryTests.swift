import Testing

@testable import Reconciling

@Suite struct InventoryTests {
    private let inventory = Inventory()
    private let key = ObjectKey(groupKind: GroupKind(group: "", kind: "ConfigMap"), namespace: "n", name: "x")

    private func listed(by owner: String) -> ListedMember {
        ListedMember(key: key, uid: "u", applySet: "set", deleting: false, owner: owner)
    }

    @Test func theFirstToClaimAnObjectHasIt() {
        #expect(inventory.claim(key, for: "a") == .granted)
        #expect(inventory.claim(key, for: "a") == .granted)
        #expect(inventory.claim(key, for: "b") == .held(by: "a"))
    }

    @Test func whatAnOwnerLosesOthersMayClaim() {
        _ = inventory.claim(key, for: "a")
        inventory.store(OwnerRecord(uid: "1", members: [key: Member(uid: "u")], complete: true), of: "a")
        inventory.store(OwnerRecord(uid: "1", complete: true), of: "a")
        #expect(inventory.claim(key, for: "b") == .granted)
    }

    @Test func forgettingAnOwnerFreesItsObjects() {
        inventory.store(OwnerRecord(uid: "1", members: [key: Member(uid: "u")], complete: true), of: "a")
        #expect(inventory.claim(key, for: "b") == .held(by: "a"))
        inventory.forget("a")
        #expect(inventory.record(of: "a") == nil)
        #expect(inventory.claim(key, for: "b") == .granted)
    }

    @Test func whatWasRefusedIsClaimedAsLongAsItIsWanted() {
        _ = inventory.claim(key, for: "a")
        inventory.store(OwnerRecord(uid: "1", complete: true), of: "a")
        inventory.giveUpClaims(of: "a", besides: [key])
        #expect(inventory.claim(key, for: "b") == .held(by: "a"))
        inventory.giveUpClaims(of: "a", besides: [])
        #expect(inventory.claim(key, for: "b") == .granted)
    }

    @Test func whatAnOwnerHasIsNotGivenUp() {
        _ = inventory.claim(key, for: "a")
        inventory.store(OwnerRecord(uid: "1", members: [key: Member(uid: "u")], complete: true), of: "a")
        inventory.giveUpClaims(of: "a", besides: [])
        #expect(inventory.claim(key, for: "b") == .held(by: "a"))
    }

    @Test func forgettingAnOwnerFreesWhatItOnlyClaimed() {
        _ = inventory.claim(key, for: "a")
        inventory.forget("a")
        #expect(inventory.claim(key, for: "b") == .granted)
    }

    @Test func whatAListSaidIsToBeLookedAtAgain() {
        inventory.note(listed(by: "a"))
        #expect(inventory.claim(key, for: "b") == .listed(of: "a"))
        #expect(inventory.claim(key, for: "b", despiteList: true) == .granted)
        #expect(inventory.claim(key, for: "a") == .held(by: "b"))
    }

    @Test func aListDoesNotTakeFromAnOwner() {
        _ = inventory.claim(key, for: "b")
        inventory.note(listed(by: "a"))
        #expect(inventory.claim(key, for: "b") == .granted)
    }
}
