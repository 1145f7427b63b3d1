/-
What a constant rests on beyond the header: its declarations in an order in which the kernel can take them.
-/

namespace Closure

structure Walk where
  env : Environment
  base : Environment
  seen : NameSet := {}
  /-- Declarations found, dependencies first. -/
  found : Array Declaration := #[]
  axioms : Array Name := #[]
  fault : Option Fault := none

def nameIn (n : Name) (names : List Name) : Bool :=
  match names with
  | [] => false
  | m :: names => m == n || nameIn n names

def constructorsOf (env : Environment) (names : List Name) : List Constructor :=
  match names with
  | [] => []
  | n :: names =>
    let rest := constructorsOf env names
    match env.find? n with
    | some c => { name := n, type := c.type } :: rest
    | none => rest

def typesOf (env : Environment) (names : List Name) : List InductiveType :=
  match names with
  | [] => []
  | n :: names =>
    let rest := typesOf env names
    match env.find? n with
    | some (.inductInfo v) => { name := n, type := v.type, ctors := constructorsOf env v.ctors } :: rest
    | _ => rest

def stop (w : Walk) (reason detail : String) : Walk :=
  match w.fault with
  | none => { w with fault := some (.mk reason detail) }
  | some _ => w

mutual

partial def visit (w : Walk) (n : Name) : Walk :=
  if w.fault.isSome || w.seen.contains n then w else
  let w := { w with seen := w.seen.insert n }
  match w.base.find? n with
  | some c => imported w n c
  | none =>
    match w.env.find? n with
    | none => stop w "elaboration" ("unknown constant " ++ nameText n)
    | some c => added w n c

/-- A constant of the header is trusted, except the axioms that no proof may use. -/
partial def imported (w : Walk) (n : Name) (c : ConstantInfo) : Walk :=
  if n == ``sorryAx then stop w "sorry" "the proof depends on sorry"
  else if nameIn n compilerTrust then stop w "axiom" ("the proof trusts compiled code: " ++ nameText n)
  else if nameIn n standardAxioms then { w with axioms := w.axioms.push n }
  else if c.isUnsafe then stop w "forbidden" ("the proof uses the unsafe constant " ++ nameText n)
  else if isAxiom w.env n c then stop w "axiom" ("the proof depends on the axiom " ++ nameText n)
  else w

partial def added (w : Walk) (n : Name) (c : ConstantInfo) : Walk :=
  if c.isUnsafe || c.isPartial then stop w "forbidden" (nameText n ++ " is unsafe or partial")
  else if isReplacedByCode w.env n then stop w "forbidden" ("compiled code replaces " ++ nameText n)
  else
    let w := visitAll w c.type.getUsedConstants 0
    match c with
    | .axiomInfo _ => stop w "axiom" ("the proof depends on the axiom " ++ nameText n)
    | .thmInfo v => record (visitAll w v.value.getUsedConstants 0) (.thmDecl v)
    | .defnInfo v => record (visitAll w v.value.getUsedConstants 0) (.defnDecl v)
    | .opaqueInfo v =>
      if isPartialByName w.env n then stop w "forbidden" (nameText n ++ " is partial")
      else record (visitAll w v.value.getUsedConstants 0) (.opaqueDecl v)
    | .inductInfo v =>
      let w := visitTypes { w with seen := insertAll w.seen v.all } v.all
      record w (.inductDecl v.levelParams v.numParams (typesOf w.env v.all) false)
    | .ctorInfo v => visit w v.induct
    | .recInfo v => match v.all with
      | t :: _ => visit w t
      | [] => w
    | .quotInfo _ => w

partial def visitAll (w : Walk) (ns : Array Name) (i : Nat) : Walk :=
  if h : i < ns.size then visitAll (visit w ns[i]) ns (i + 1) else w

partial def visitTypes (w : Walk) (ns : List Name) : Walk :=
  match ns with
  | [] => w
  | n :: ns =>
    match w.env.find? n with
    | some (.inductInfo v) => visitTypes (visitConstructors (visitAll w v.type.getUsedConstants 0) v.ctors) ns
    | _ => visitTypes (stop w "elaboration" ("no inductive type " ++ nameText n)) ns

partial def visitConstructors (w : Walk) (ns : List Name) : Walk :=
  match ns with
  | [] => w
  | n :: ns =>
    let w := { w with seen := w.seen.insert n }
    match w.env.find? n with
    | some c => visitConstructors (visitAll w c.type.getUsedConstants 0) ns
    | none => visitConstructors w ns

partial def insertAll (s : NameSet) (ns : List Name) : NameSet :=
  match ns with
  | [] => s
  | n :: ns => insertAll (s.insert n) ns

partial def record (w : Walk) (d : Declaration) : Walk := { w with found := w.found.push d }

end

partial def visitList (w : Walk) (ns : List Name) : Walk :=
  match ns with
  | [] => w
  | n :: ns => visitList (visit w n) ns

/-- The names that declarations give, in front of `acc`. -/
partial def names (ds : Array Declaration) (i : Nat) (acc : List Name) : List Name :=
  if h : i < ds.size then
    names ds (i + 1) (match ds[i] with
      | .thmDecl v => v.name :: acc
      | .defnDecl v => v.name :: acc
      | .opaqueDecl v => v.name :: acc
      | .inductDecl _ _ ts _ => typeNames ts acc
      | _ => acc)
  else acc
where
  typeNames (ts : List InductiveType) (acc : List Name) : List Name :=
    match ts with
    | [] => acc
    | t :: ts => t.name :: typeNames ts acc

/-- Puts declarations through the kernel, on top of `env`. -/
partial def replay (env : Environment) (ds : List Declaration) (heartbeats : Nat) : Except Fault Environment :=
  match ds with
  | [] => .ok env
  | d :: ds =>
    match Api.addDecl env d heartbeats with
    | .ok env => replay env ds heartbeats
    | .error (.deterministicTimeout) => fault "limit" "the kernel ran out of heartbeats"
    | .error (.deepRecursion) => fault "limit" "the kernel's recursion went too deep"
    | .error (.excessiveMemory) => fault "limit" "the kernel ran out of memory"
    | .error _ => fault "elaboration" ("the kernel rejects " ++ nameOf d)
where
  nameOf (d : Declaration) : String :=
    match d with
    | .thmDecl v => nameText v.name
    | .defnDecl v => nameText v.name
    | .opaqueDecl v => nameText v.name
    | .inductDecl _ _ (t :: _) _ => nameText t.name
    | _ => "a declaration of this kind"

end Closure
