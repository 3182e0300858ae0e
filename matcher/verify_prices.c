#include "matcher/verify_inner.h"

#include <inttypes.h>
#include <stdio.h>

__extension__ typedef __int128 wide;

static bool anybody_first(const struct problem *problem)
{
    for (uint32_t i = 0; problem->first != NULL && i < problem->student_count; i++)
        if (problem->first[i])
            return true;
    return false;
}

/* A bonus that outweighs all sums of what each student may bring at most. */
static int64_t outweigh(const struct problem *problem, int64_t each)
{
    return each * problem->student_count + 1;
}

void verify_bonuses_find(struct verify_check *check)
{
    const struct problem *problem = check->problem;
    enum objective objective = check->result->objective;
    int64_t each = SCORE_BP_MAX;
    if (objective == OBJECTIVE_TOTAL || objective == OBJECTIVE_STABLE)
        return;
    if (objective == OBJECTIVE_REPAIR)
        each += check->keep_bonus = outweigh(problem, each);
    else if (anybody_first(problem))
        each += check->first_bonus = outweigh(problem, each);
    check->most_bonus = outweigh(problem, each);
}

/* ---- what a certificate holds */

static void bonus_check(const struct verify_check *check, const char *where, int64_t truth,
                        int64_t said)
{
    if (said != truth)
        fault_add(check->faults, 0, where, "bonus",
                  "it must be %" PRId64 " for this objective and these students, not %" PRId64,
                  truth, said);
}

static void presence_check(const struct verify_check *check, const char *where, bool due,
                           bool there)
{
    if (due != there)
        fault_add(check->faults, 0, where, due ? "missing" : "superfluous",
                  "a proof of this objective %s it", due ? "takes" : "has no use for");
}

void verify_certificate_check(struct verify_check *check)
{
    const struct certificate *certificate = &check->result->certificate;
    enum objective objective = check->result->objective;
    bool fair = objective == OBJECTIVE_FAIR;
    bool prices = objective != OBJECTIVE_STABLE || !problem_is_dense(check->problem);
    const struct cover *all = &certificate->all, *above = &certificate->above;
    presence_check(check, "certificate/prices", prices, certificate->prices != NULL);
    presence_check(check, "certificate/all", fair, all->students != NULL && all->mentors != NULL);
    presence_check(check, "certificate/above", fair,
                   above->students != NULL && above->mentors != NULL);
    bonus_check(check, "certificate/most_bonus", check->most_bonus, certificate->most_bonus);
    bonus_check(check, "certificate/first_bonus", check->first_bonus, certificate->first_bonus);
    bonus_check(check, "certificate/keep_bonus", check->keep_bonus, certificate->keep_bonus);
    if (!fair && certificate->floor_bp != 0)
        fault_add(check->faults, 0, "certificate/floor_bp", "superfluous",
                  "only a fair result has a floor");
    check->has_prices = prices && certificate->prices != NULL;
    check->has_covers = fair && all->students != NULL && all->mentors != NULL &&
                        above->students != NULL && above->mentors != NULL;
}

/* ---- prices: u[i] + price[j] >= weight(i, j), and the sums are equal. The difference of the sums
 * is that of each student (u against what the own pair brings) and of each free seat (its price),
 * none of them below 0: so each that is not 0 is named. */

static wide student_gap(const struct verify_check *check, uint32_t student)
{
    const struct certificate *certificate = &check->result->certificate;
    uint32_t mentor = check->mentor_of[student];
    wide gap = check->found.best[student];
    if (mentor == NOBODY || !check->found.possible[student])
        return gap;
    int32_t score = check->found.score_bp[student];
    if (score < certificate->floor_bp || certificate->prices[mentor] < 0)
        return gap;
    return gap - (verify_weight(check, (struct pair){student, mentor}, score) -
                  certificate->prices[mentor]);
}

static wide students_gap(const struct verify_check *check)
{
    wide sum = 0;
    char where[48] = "pairs";
    for (uint32_t i = 0; i < check->problem->student_count; i++) {
        if (check->rules.mentor_of[i] != NOBODY)
            continue;
        wide gap = student_gap(check, i);
        if (gap == 0)
            continue;
        sum += gap;
        if (check->pair_of[i] >= 0)
            (void)snprintf(where, sizeof where, "pairs/%d", check->pair_of[i]);
        else
            (void)snprintf(where, sizeof where, "pairs");
        fault_add(check->faults, 0, where, "gap",
                  "student %u could bring %" PRId64 " more at these prices", i + 1, (int64_t)gap);
    }
    return sum;
}

/* A seat left that is free but priced; fixed students hold none of them. */
static wide mentor_gap(const struct verify_check *check, uint32_t mentor, uint32_t taken)
{
    int64_t price = check->result->certificate.prices[mentor];
    uint32_t seats = check->rules.seats[mentor];
    if (price >= 0 && (price == 0 || taken >= seats))
        return 0;
    fault_add(check->faults, 0, "certificate/prices", "price",
              price < 0 ? "mentor %u has a price below 0"
                        : "mentor %u has a free seat, and a price above 0",
              mentor + 1);
    return price < 0 ? 0 : (wide)price * (seats - taken);
}

int64_t verify_prices_check(const struct verify_check *check)
{
    wide gap = students_gap(check);
    for (uint32_t j = 0; j < check->problem->mentor_count; j++) {
        uint32_t fixed = check->problem->seats[j] - check->rules.seats[j];
        gap += mentor_gap(check, j, check->load[j] > fixed ? check->load[j] - fixed : 0);
    }
    return gap > INT64_MAX ? INT64_MAX : (int64_t)gap;
}
